package org.exojvm.placement.internal.preference;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.exojvm.api.id.NodeId;

/** The rank orders that one step leads to. */
final class Steps {

  private final ImmutableList<NodeId> ranks;
  private final Consumer<ImmutableList<NodeId>> visitor;

  private Steps(ImmutableList<NodeId> ranks, Consumer<ImmutableList<NodeId>> visitor) {
    this.ranks = ranks;
    this.visitor = visitor;
  }

  /**
   * Visits every order that comes from another by leaving a node out, by putting one in or in place
   * of another, by turning a part of the ring round, or by exchanging two ranks.
   *
   * @param outsiders nodes that may be put in
   */
  static void visit(
      ImmutableList<NodeId> ranks,
      List<NodeId> outsiders,
      Consumer<ImmutableList<NodeId>> visitor) {
    Steps steps = new Steps(ranks, visitor);
    steps.leaveOut();
    for (NodeId outsider : outsiders) {
      if (!ranks.contains(outsider)) {
        steps.putIn(outsider);
      }
    }
    steps.turn();
  }

  private void leaveOut() {
    for (int rank = 0; ranks.size() > 1 && rank < ranks.size(); rank++) {
      List<NodeId> shorter = new ArrayList<>(ranks);
      shorter.remove(rank);
      visitor.accept(ImmutableList.copyOf(shorter));
    }
  }

  private void putIn(NodeId outsider) {
    for (int rank = 0; rank <= ranks.size(); rank++) {
      List<NodeId> longer = new ArrayList<>(ranks);
      longer.add(rank, outsider);
      visitor.accept(ImmutableList.copyOf(longer));
      if (rank < ranks.size()) {
        List<NodeId> changed = new ArrayList<>(ranks);
        changed.set(rank, outsider);
        visitor.accept(ImmutableList.copyOf(changed));
      }
    }
  }

  private void turn() {
    for (int from = 0; from < ranks.size(); from++) {
      for (int to = from + 2; to <= ranks.size(); to++) {
        List<NodeId> turned = new ArrayList<>(ranks);
        Collections.reverse(turned.subList(from, to));
        visitor.accept(ImmutableList.copyOf(turned));
        List<NodeId> exchanged = new ArrayList<>(ranks);
        Collections.swap(exchanged, from, to - 1);
        visitor.accept(ImmutableList.copyOf(exchanged));
      }
    }
  }
}
