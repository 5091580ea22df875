package org.exojvm.examples.quickstart;

import java.io.PrintWriter;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.sim.ClusterListener;

/** Prints every indexed event as one line of wire JSON. */
final class JsonEvents implements ClusterListener {

  private final PrintWriter out;

  JsonEvents(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void onEvent(long nowMillis, IndexedEvent event) {
    out.println(ExoJson.wire().encode(WireTypes.INDEXED_EVENT, event));
  }
}
