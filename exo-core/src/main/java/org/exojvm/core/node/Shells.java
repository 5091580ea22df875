package org.exojvm.core.node;

import org.jspecify.annotations.Nullable;

/** The shells a node has; set while it is put together, and never again. */
final class Shells {

  /** Null on a node that is no master. */
  @Nullable MasterShell master;

  /** Null on a node that is no worker. */
  @Nullable WorkerShell worker;
}
