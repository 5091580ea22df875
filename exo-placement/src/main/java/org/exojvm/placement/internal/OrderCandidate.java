package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.math.LongMath;
import java.util.List;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.placement.Assembly;
import org.exojvm.placement.InstanceAssembly;

/**
 * A candidate given as one ring; only its rotations and directions are tried.
 *
 * @param request what is to be placed
 * @param ring the nodes in the order of the links
 */
record OrderCandidate(PlacementRequest request, ImmutableList<NodeId> ring) implements Candidate {

  static OrderCandidate of(PlacementRequest request, ImmutableList<NodeId> ring) {
    return new OrderCandidate(request, ring);
  }

  @Override
  public int size() {
    return ring.size();
  }

  @Override
  public boolean hasLeaf() {
    return ring.stream().anyMatch(request.topology()::isLeaf);
  }

  @Override
  public long freeBytes() {
    return ring.stream()
        .mapToLong(node -> NodeGraph.free(request, node))
        .reduce(0, LongMath::saturatedAdd);
  }

  @Override
  public int preferredCount() {
    return (int) ring.stream().filter(request.preferredNodes()::contains).count();
  }

  @Override
  public ImmutableList<NodeId> sortedNodes() {
    return ImmutableList.sortedCopyOf(ring);
  }

  @Override
  public boolean isMesh() {
    return false;
  }

  @Override
  public Attempt attempt(SearchBudget budget) {
    for (List<NodeId> direction : List.of(ring, ring.reverse())) {
      for (int shift = 0; shift < ring.size(); shift++) {
        NodeCycle ranks = new NodeCycle(rotated(direction, shift));
        if (InstanceAssembly.of(request, ranks) instanceof Assembly.Built<Instance>(var instance)) {
          return new Attempt.Fits(ranks, instance);
        }
        if (!budget.spend(ring.size())) {
          return new Attempt.Fails(false);
        }
      }
    }
    return new Attempt.Fails(false);
  }

  @Override
  public Assembly<Instance> explain() {
    return InstanceAssembly.of(request, new NodeCycle(ring));
  }

  private static ImmutableList<NodeId> rotated(List<NodeId> direction, int shift) {
    return ImmutableList.copyOf(
        Iterables.concat(direction.subList(shift, direction.size()), direction.subList(0, shift)));
  }
}
