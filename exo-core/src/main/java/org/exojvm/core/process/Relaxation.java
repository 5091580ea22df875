package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.RequiredNodePolicy;
import org.exojvm.core.state.State;

/** Which required nodes of an intent may be replaced, because they left (D7). */
final class Relaxation {

  private Relaxation() {}

  /**
   * Returns the required nodes that have left and are not back. A node that never came is waited
   * for. One that was relaxed stays so until it is back, even when its departure is forgotten.
   */
  static ImmutableList<NodeId> of(MetaInstance intent, State state) {
    return switch (intent.spec().requiredNodePolicy()) {
      case STRICT -> ImmutableList.of();
      case RELAX_WHEN_DEAD ->
          intent.spec().requiredNodes().stream()
              .filter(node -> hasLeft(node, intent, state))
              .distinct()
              .collect(ImmutableList.toImmutableList());
    };
  }

  private static boolean hasLeft(NodeId node, MetaInstance intent, State state) {
    return !state.topology().contains(node)
        && (state.departedNodes().containsKey(node)
            || intent.status().relaxedNodes().contains(node));
  }

  /** Returns why the set is what it is, for people. */
  static String reason(ImmutableList<NodeId> relaxed, RequiredNodePolicy policy) {
    if (!relaxed.isEmpty()) {
      String nodes = relaxed.stream().map(NodeId::value).collect(Collectors.joining(", "));
      return "Required nodes that left the cluster may be replaced: " + nodes + ".";
    }
    return switch (policy) {
      case RELAX_WHEN_DEAD -> "All required nodes are back.";
      case STRICT -> "The policy of the intent is strict: no required node may be replaced.";
    };
  }
}
