package org.exojvm.examples.quickstart;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.master.Incident;
import org.exojvm.core.sim.ClusterListener;

/**
 * Several listeners as one.
 *
 * @param all called in this order
 */
record Listeners(ImmutableList<ClusterListener> all) implements ClusterListener {

  @Override
  public void onEvent(long nowMillis, IndexedEvent event) {
    all.forEach(listener -> listener.onEvent(nowMillis, event));
  }

  @Override
  public void onChunk(long nowMillis, CommandId command, GenerationChunk chunk) {
    all.forEach(listener -> listener.onChunk(nowMillis, command, chunk));
  }

  @Override
  public void onIncident(long nowMillis, Incident what, String detail) {
    all.forEach(listener -> listener.onIncident(nowMillis, what, detail));
  }
}
