package org.exojvm.core.node;

/** What an accepted command survives. */
public enum Durability {
  /**
   * It is in the log of the master alone: it survives a crash of every process and machine, and is
   * lost with the disk of the master. So it is where no other node keeps a log, or none answered in
   * time.
   */
  LOCAL,
  /** It is in the log of the master and of another node: it survives the loss of either. */
  REPLICATED
}
