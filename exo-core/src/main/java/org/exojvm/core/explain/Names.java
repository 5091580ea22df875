package org.exojvm.core.explain;

import java.util.Locale;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.core.reconcile.NodeNames;
import org.exojvm.core.state.State;

/** How things are called in a report. */
final class Names {

  private Names() {}

  static String of(NodeId node, State state) {
    return NodeNames.withId(node, state.nodeIdentities());
  }

  static String gib(Memory memory) {
    return String.format(Locale.ROOT, "%.1f GiB", memory.inGib());
  }

  static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
