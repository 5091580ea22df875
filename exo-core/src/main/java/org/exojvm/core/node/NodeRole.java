package org.exojvm.core.node;

/** What a node does for its cluster. A node has at least one role and may have both. */
public enum NodeRole {
  /** May be master: keeps the journal, answers commands, places instances. */
  MASTER,
  /** Measures its machine and runs shards. */
  WORKER
}
