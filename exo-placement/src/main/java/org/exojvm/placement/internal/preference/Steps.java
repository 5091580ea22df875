package org.exojvm.placement.internal.preference;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.exojvm.api.id.NodeId;

/** The rank orders that one step leads to. */
final class Steps {

  private final ImmutableList<NodeId> ranks;
  private final Predicate<ImmutableList<NodeId>> visitor;

  private Steps(ImmutableList<NodeId> ranks, Predicate<ImmutableList<NodeId>> visitor) {
    this.ranks = ranks;
    this.visitor = visitor;
  }

  /**
   * Visits every order that comes from another by leaving a node out, by putting one in or in place
   * of another, by turning a part of the ring round, or by exchanging two ranks.
   *
   * @param outsiders nodes that may be put in
   * @param visitor is shown each order and returns whether to go on
   */
  static void visit(
      ImmutableList<NodeId> ranks,
      List<NodeId> outsiders,
      Predicate<ImmutableList<NodeId>> visitor) {
    Steps steps = new Steps(ranks, visitor);
    boolean goOn = steps.leaveOut();
    for (int i = 0; goOn && i < outsiders.size(); i++) {
      goOn = ranks.contains(outsiders.get(i)) || steps.putIn(outsiders.get(i));
    }
    if (goOn) {
      steps.turn();
    }
  }

  private boolean show(List<NodeId> order) {
    return visitor.test(ImmutableList.copyOf(order));
  }

  private boolean leaveOut() {
    boolean goOn = true;
    for (int rank = 0; goOn && ranks.size() > 1 && rank < ranks.size(); rank++) {
      List<NodeId> shorter = new ArrayList<>(ranks);
      shorter.remove(rank);
      goOn = show(shorter);
    }
    return goOn;
  }

  private boolean putIn(NodeId outsider) {
    boolean goOn = true;
    for (int rank = 0; goOn && rank <= ranks.size(); rank++) {
      List<NodeId> longer = new ArrayList<>(ranks);
      longer.add(rank, outsider);
      goOn = show(longer);
      if (goOn && rank < ranks.size()) {
        List<NodeId> changed = new ArrayList<>(ranks);
        changed.set(rank, outsider);
        goOn = show(changed);
      }
    }
    return goOn;
  }

  private void turn() {
    boolean goOn = true;
    for (int from = 0; goOn && from < ranks.size(); from++) {
      for (int to = from + 2; goOn && to <= ranks.size(); to++) {
        List<NodeId> turned = new ArrayList<>(ranks);
        Collections.reverse(turned.subList(from, to));
        List<NodeId> exchanged = new ArrayList<>(ranks);
        Collections.swap(exchanged, from, to - 1);
        goOn = show(turned) && show(exchanged);
      }
    }
  }
}
