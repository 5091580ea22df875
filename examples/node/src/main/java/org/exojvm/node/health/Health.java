package org.exojvm.node.health;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.node.ExoNode;

/**
 * How a node is.
 *
 * @param node the node
 * @param master where its commands would go, if anywhere
 * @param reasons why it does not serve; empty when it does
 */
public record Health(NodeId node, Optional<NodeId> master, ImmutableList<String> reasons) {

  /** Looks at a node that has started. */
  public static Health of(ExoNode node) {
    return of(
        node.id(), node.refusal(), node.master(), node.state().topology().contains(node.id()));
  }

  /**
   * Judges.
   *
   * @param refusal why it takes no part any more, if so
   * @param isListed whether the cluster's own log tells of the node: it has reported, a master has
   *     taken that in, and it has come back here
   */
  static Health of(
      NodeId node, Optional<String> refusal, Optional<NodeId> master, boolean isListed) {
    ImmutableList.Builder<String> reasons = ImmutableList.builder();
    refusal.ifPresent(reasons::add);
    if (refusal.isEmpty() && master.isEmpty()) {
      reasons.add(
          "No master is in reach, so commands wait. Maybe wait for the election, or look at the"
              + " network.");
    } else if (refusal.isEmpty() && !isListed) {
      reasons.add(
          "The cluster of master %s does not list this node. Maybe it has just started."
              .formatted(master.orElseThrow()));
    }
    return new Health(node, master, reasons.build());
  }

  /** Returns whether it serves. */
  public boolean isWell() {
    return reasons.isEmpty();
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("status", isWell() ? "ok" : "unavailable")
        .put("nodeId", node.value())
        .put("masterNodeId", master.map(NodeId::value).orElse(null));
    reasons.forEach(json.putArray("reasons")::add);
    return json;
  }
}
