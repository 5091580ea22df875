package org.exojvm.core.node;

/** What an accepted command survives. */
public enum Durability {
  /**
   * It is in the journal of the master: it survives a crash of every process and machine, and is
   * lost with the disk of the master. The only one there is until followers keep journals too.
   */
  LOCAL
}
