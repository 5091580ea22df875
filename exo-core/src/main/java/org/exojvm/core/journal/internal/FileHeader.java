package org.exojvm.core.journal.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The first bytes of every file: what it is, which version wrote it, and its first index.
 *
 * <pre>
 * offset 0  magic, 8 bytes
 *        8  version of the format, 4 bytes, big-endian like all numbers
 *       12  index, 8 bytes
 *       20  CRC32C of bytes 8..19, 4 bytes
 * </pre>
 *
 * <p>The check sum leaves the magic out: one damaged byte spoils one of the two, so a damaged file
 * of ours is told from a file of somebody else.
 */
final class FileHeader {

  static final int BYTES = 24;

  /** Version this code writes; it reads all up to it. */
  static final int VERSION = 1;

  private static final int MAGIC_BYTES = 8;
  private static final int CHECKED_BYTES = 12;

  /** What the first bytes say. */
  enum Verdict {
    /** Written by this version or an older one. */
    READABLE,
    /** Of ours, but with a wrong byte; the rest of the file may still be good. */
    DAMAGED,
    /** Of ours, by a newer version. */
    NEWER,
    /** Not of ours. */
    FOREIGN
  }

  private FileHeader() {}

  static ByteBuffer write(byte[] magic, long idx) {
    ByteBuffer header = ByteBuffer.allocate(BYTES).put(magic).putInt(VERSION).putLong(idx);
    return header.putInt(checksum(header.array())).flip();
  }

  static Verdict verdict(byte[] magic, byte[] file) {
    if (file.length < BYTES) {
      return Verdict.DAMAGED;
    }
    ByteBuffer header = ByteBuffer.wrap(file, 0, BYTES);
    boolean ours = Arrays.equals(magic, Arrays.copyOf(file, MAGIC_BYTES));
    boolean intact = header.getInt(MAGIC_BYTES + CHECKED_BYTES) == checksum(file);
    if (!ours && !intact) {
      return Verdict.FOREIGN;
    }
    if (!ours || !intact) {
      return Verdict.DAMAGED;
    }
    return header.getInt(MAGIC_BYTES) > VERSION ? Verdict.NEWER : Verdict.READABLE;
  }

  /** Returns the version a file says it was written by; meaningful when its header is intact. */
  static int version(byte[] file) {
    return ByteBuffer.wrap(file).getInt(MAGIC_BYTES);
  }

  private static int checksum(byte[] file) {
    CRC32C crc = new CRC32C();
    crc.update(file, MAGIC_BYTES, CHECKED_BYTES);
    return (int) crc.getValue();
  }
}
