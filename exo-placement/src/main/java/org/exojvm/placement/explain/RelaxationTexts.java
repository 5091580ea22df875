package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.placement.explain.Relaxation.AllowForbidden;
import org.exojvm.placement.explain.Relaxation.Both;
import org.exojvm.placement.explain.Relaxation.DropRequired;
import org.exojvm.placement.explain.Relaxation.LowerConcurrency;
import org.exojvm.placement.explain.Relaxation.LowerContext;
import org.exojvm.placement.explain.Relaxation.LowerMinNodes;
import org.exojvm.placement.explain.Relaxation.NodeFrees;
import org.exojvm.placement.explain.Relaxation.NodeJoins;
import org.exojvm.placement.explain.Relaxation.NodeReports;
import org.exojvm.placement.explain.Relaxation.NodeReturns;
import org.exojvm.placement.explain.Relaxation.OtherSharding;
import org.exojvm.placement.explain.Relaxation.PairLinked;
import org.exojvm.placement.explain.Relaxation.RaiseMaxNodes;
import org.exojvm.placement.explain.Relaxation.RingInsteadOfRdma;
import org.exojvm.placement.internal.Texts;

/** The words for relaxations; each goes on after "fits". */
final class RelaxationTexts {

  private RelaxationTexts() {}

  static String of(Relaxation relaxation) {
    return switch (relaxation) {
      case LowerContext(int tokens, int asked) ->
          "if context <= %s (asked for %s)"
              .formatted(Amounts.tokens(tokens), Amounts.tokens(asked));
      case LowerConcurrency(int requests, int asked) ->
          "if concurrency <= %d (asked for %d)".formatted(requests, asked);
      case OtherSharding(var sharding) -> "with %s sharding".formatted(sharding.wireName());
      case RingInsteadOfRdma() -> "as a ring (MlxRing) instead of RDMA";
      case LowerMinNodes(int minNodes) -> "if min-nodes <= %d".formatted(minNodes);
      case RaiseMaxNodes(int maxNodes) -> "if max-nodes >= %d".formatted(maxNodes);
      case DropRequired(var node) -> "if node %s is not required".formatted(node.value());
      case AllowForbidden(var node) -> "if node %s is allowed".formatted(node.value());
      case NodeReturns(var node, var free, var links) ->
          "if node %s returns with %s free".formatted(node.value(), Texts.size(free));
      case NodeReports(var node, var free) ->
          "if node %s reports at least %s free".formatted(node.value(), Texts.size(free));
      case PairLinked(var one, var other, var links) ->
          "if nodes %s and %s are linked both ways%s"
              .formatted(one.value(), other.value(), byRdma(links) ? " by RDMA" : "");
      case NodeFrees(var node, var more, var free) ->
          "if node %s frees %s more (has %s)"
              .formatted(node.value(), Texts.size(more), Texts.size(free));
      case NodeJoins(var node, var free, var links) ->
          "if a new node with %s free joins, linked to all others%s"
              .formatted(Texts.size(free), byRdma(links) ? ", by RDMA too" : "");
      case Both(var first, var second) -> of(first) + " and " + of(second);
    };
  }

  private static boolean byRdma(ImmutableList<Connection> links) {
    return links.stream().anyMatch(link -> link.edge() instanceof RdmaConnection);
  }
}
