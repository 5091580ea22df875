package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.state.OpenBreaker;
import org.exojvm.core.state.State;

/** Nodes of the cluster that are not offered to placements of a model, and why. */
public final class WithheldNodes {

  /** Most nodes that are named in one sentence. */
  private static final int MAX_NAMED = 8;

  private WithheldNodes() {}

  /** Returns why each node is not offered; nodes that are offered have no entry. */
  public static ImmutableMap<NodeId, String> of(State state, ModelId model) {
    if (state.openBreakers().isEmpty() && state.drains().isEmpty()) {
      return ImmutableMap.of();
    }
    Map<NodeId, String> withheld = new LinkedHashMap<>();
    state
        .drains()
        .entries()
        .forEach(
            node -> withheld.put(node.getKey(), "it is drained" + told(node.getValue().reason())));
    for (Map.Entry<NodeId, ImmutableList<OpenBreaker>> node : state.openBreakers().entries()) {
      for (OpenBreaker breaker : node.getValue()) {
        if (breaker.modelId().equals(model)) {
          withheld.putIfAbsent(node.getKey(), breaker.reason());
        }
      }
    }
    return ImmutableMap.copyOf(withheld);
  }

  private static String told(String reason) {
    return reason.isEmpty() ? "" : " (" + reason + ")";
  }

  /**
   * Returns the text of a refusal with the nodes that were not offered, of which one more might
   * have made it fit; the text itself when all nodes of the cluster were offered.
   */
  public static String addedTo(String refusal, State state, ModelId model) {
    ImmutableMap<NodeId, String> withheld = of(state, model);
    withheld = ImmutableMap.copyOf(Maps.filterKeys(withheld, state.topology()::contains));
    if (withheld.isEmpty()) {
      return refusal;
    }
    int nodes = Iterables.size(state.topology().nodes());
    return "%s. %s: %s%s"
        .formatted(
            refusal,
            withheld.size() == nodes
                ? "None of the %d nodes is offered".formatted(nodes)
                : "%d of %d nodes are not offered".formatted(withheld.size(), nodes),
            withheld.entrySet().stream()
                .limit(MAX_NAMED)
                .map(
                    node ->
                        NodeNames.withId(node.getKey(), state.nodeIdentities())
                            + ", "
                            + node.getValue())
                .collect(Collectors.joining("; ")),
            withheld.size() > MAX_NAMED ? "; and others" : "");
  }
}
