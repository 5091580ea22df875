package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.placement.Assembly;
import org.exojvm.placement.InstanceAssembly;
import org.exojvm.placement.JacclMesh;

/**
 * A candidate given as a set of nodes; the rank order is still open.
 *
 * @param paths the graph the set belongs to, with its return paths
 * @param set the nodes
 * @param hasLeaf whether a leaf takes part
 * @param freeBytes free memory of all nodes
 * @param preferredCount how many preferred nodes take part
 */
record SetCandidate(GraphPaths paths, int set, boolean hasLeaf, long freeBytes, int preferredCount)
    implements Candidate {

  static SetCandidate of(GraphPaths paths, int set) {
    NodeGraph graph = paths.graph();
    return new SetCandidate(
        paths,
        set,
        (set & graph.leaves()) != 0,
        graph.freeBytesOf(set),
        Bits.size(set & graph.preferred()));
  }

  @Override
  public int size() {
    return Bits.size(set);
  }

  @Override
  public ImmutableList<NodeId> sortedNodes() {
    return paths.graph().nodesOf(Bits.toArray(set));
  }

  @Override
  public boolean isMesh() {
    return size() <= JacclMesh.MAX_NODES && paths.graph().isMesh(set);
  }

  @Override
  public Attempt attempt(SearchBudget budget) {
    if (!paths.wired().isCycle(set)) {
      return new Attempt.Fails(true);
    }
    ShareRules rules = new ShareRules(paths.graph(), budget);
    OrderSearch search =
        new OrderSearch(paths.graph().wiring(), paths.wired(), rules.of(set), budget);
    NodeCycle ranks =
        search.first(set, starts()).map(this::ranks).orElseGet(() -> ranks(naturalOrder()));
    return InstanceAssembly.of(paths.graph().request(), ranks)
            instanceof Assembly.Built<Instance>(var instance)
        ? new Attempt.Fits(ranks, instance)
        : new Attempt.Fails(rules.areComplete() && search.isComplete());
  }

  @Override
  public Assembly<Instance> explain() {
    return InstanceAssembly.of(paths.graph().request(), ranks(naturalOrder()));
  }

  private NodeCycle ranks(int[] order) {
    return new NodeCycle(paths.graph().nodesOf(order));
  }

  /** Ranks of a mesh exchange addresses over rank 0, so all the others must reach it. */
  private int starts() {
    boolean mesh = paths.graph().request().instanceMeta() == InstanceMeta.MLX_JACCL && size() > 1;
    return mesh ? paths.graph().reachedByAll(set) : set;
  }

  /** Returns the order a refusal speaks of: wired if there is one, else along any links. */
  private int[] naturalOrder() {
    List<Integer> wiring = paths.graph().wiring();
    return firstOrder(wiring, paths.wired())
        .or(() -> firstOrder(paths.graph().successors(), paths.linked()))
        .orElseThrow(() -> new IllegalStateException("Not a cycle: " + sortedNodes()));
  }

  private Optional<int[]> firstOrder(List<Integer> successors, ReturnPaths along) {
    // Without a share rule no step is taken back, so this takes one step per node.
    SearchBudget steps = new SearchBudget(Long.MAX_VALUE);
    return new OrderSearch(successors, along, ShareRule.ANY_ORDER, steps).first(set, set);
  }
}
