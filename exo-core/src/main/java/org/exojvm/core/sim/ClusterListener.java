package org.exojvm.core.sim;

import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.master.Incident;

/** Watches a cluster. Called in the thread that moves the clock, in order; must not move it. */
public interface ClusterListener {

  /** The master has indexed an event. */
  default void onEvent(long nowMillis, IndexedEvent event) {}

  /** Rank 0 of an instance has produced output. */
  default void onChunk(long nowMillis, CommandId command, GenerationChunk chunk) {}

  /** The master has dropped something or survived a failure. */
  default void onIncident(long nowMillis, Incident what, String detail) {}
}
