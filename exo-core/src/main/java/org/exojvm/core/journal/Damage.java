package org.exojvm.core.journal;

/**
 * Something in a journal that could not be read, and what became of it.
 *
 * @param kind how bad it is
 * @param file name of the file in the directory of the journal
 * @param offset byte at which it begins
 * @param detail what was found and where the bytes are now, for people
 */
public record Damage(Kind kind, String file, long offset, String detail) {

  /** How bad it is. */
  public enum Kind {
    /** The last record is incomplete: a crash during a write that was not committed. Harmless. */
    TORN_TAIL,
    /** Bytes in the middle are not what was written. Events after them are set aside, not used. */
    CORRUPTED,
    /** A snapshot is not what was written. An older one, or the events themselves, are used. */
    SNAPSHOT_UNUSABLE,
    /** Events between the snapshot and the next segment are missing. Later ones are set aside. */
    GAP
  }
}
