package org.exojvm.core.node;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The shells a node has. Belongs to the loop once the node runs. */
final class Shells {

  /** Null while the node is no master. */
  @Nullable MasterShell master;

  /** Null on a node that cannot be master. */
  @Nullable Keeping keeping;

  private @Nullable WorkerShell worker;

  /** Sets the worker, once, while the node is put together. */
  void setWorker(WorkerShell value) {
    worker = value;
  }

  /** Returns the worker; one that offers nothing on a node without that role. */
  WorkerShell worker() {
    return Objects.requireNonNull(worker);
  }
}
