package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Host;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementScore;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.core.reconcile.Fixtures;

/** A strategy for tests: a ring over the required nodes and then the first others by name. */
final class FirstNodes implements PlacementStrategy {

  static final String NAME = "first-nodes";
  static final String NO_ROOM = "No cycles found with sufficient memory";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PlacementResult place(PlacementRequest request) {
    int size = Math.max(request.minNodes(), request.requiredNodes().size());
    Memory share = Memory.ofBytes(request.modelCard().storageSize().inBytes() / size);
    TreeSet<NodeId> others = new TreeSet<>();
    request.topology().nodes().forEach(others::add);
    List<NodeId> chosen = new ArrayList<>(request.requiredNodes());
    others.removeAll(chosen);
    others.removeAll(request.forbiddenNodes());
    others.removeIf(node -> !hasRoom(request, node, share));
    others.stream().limit(size - chosen.size()).forEach(chosen::add);
    boolean fits =
        chosen.size() == size && chosen.stream().allMatch(n -> hasRoom(request, n, share));
    return fits ? placed(request, chosen) : refused();
  }

  private static boolean hasRoom(PlacementRequest request, NodeId node, Memory share) {
    Memory free = request.freeMemory().get(node);
    return request.topology().contains(node) && free != null && free.compareTo(share) >= 0;
  }

  private static PlacementResult refused() {
    return new PlacementResult.Unplaceable(
        new PlacementRefusal(
            RefusalCode.INSUFFICIENT_MEMORY, NO_ROOM, ImmutableMap.of(), "No room.", "Add memory."),
        ImmutableList.of());
  }

  private static PlacementResult placed(PlacementRequest request, List<NodeId> nodes) {
    String[] names = nodes.stream().map(NodeId::value).toArray(String[]::new);
    MlxRingInstance ring = (MlxRingInstance) Fixtures.ring("x", null, names);
    PlacementResult.Placed placed =
        new PlacementResult.Placed(
            ring.withInstanceId(request.ids().instanceId())
                .withEphemeralPort(request.ids().port())
                .withHostsByNode(withPort(ring, request.ids().port()))
                .withShardAssignments(shards(request, names)),
            new PlacementScore(new NodeCycle(ImmutableList.copyOf(nodes)), false, Memory.ZERO),
            1,
            true);
    return placed;
  }

  private static ImmutableMap<NodeId, ImmutableList<Host>> withPort(
      MlxRingInstance ring, int port) {
    ImmutableMap.Builder<NodeId, ImmutableList<Host>> result = ImmutableMap.builder();
    ring.hostsByNode()
        .forEach(
            (node, hosts) ->
                result.put(
                    node,
                    hosts.stream()
                        .map(h -> h.port() == 0 ? h : new Host(h.ip(), port))
                        .collect(ImmutableList.toImmutableList())));
    return result.buildOrThrow();
  }

  private static ShardAssignments shards(PlacementRequest request, String... nodes) {
    long gib = request.modelCard().storageSize().inBytes() >> 30;
    ShardAssignments plain = Fixtures.shards("x", gib, nodes);
    Map<RunnerId, ShardMetadata> shards = new LinkedHashMap<>();
    Map<NodeId, RunnerId> runners = new LinkedHashMap<>();
    plain
        .nodeToRunner()
        .forEach(
            (node, runner) -> {
              RunnerId own = request.ids().runnerId(shards.size());
              shards.put(own, Objects.requireNonNull(plain.runnerToShard().get(runner)));
              runners.put(node, own);
            });
    return new ShardAssignments(
        plain.modelId(), ImmutableMap.copyOf(shards), ImmutableMap.copyOf(runners));
  }
}
