package org.exojvm.mlx.group;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.stream.IntStream;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.instance.Host;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.Instance.MlxJacclInstance;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.JacclRow;

/** Instances as placement makes them. */
final class Groups {

  static final int PORT = 50_000;

  private Groups() {}

  /** Returns the device of a rank towards another. */
  static String device(int from, int to) {
    return "rdma_en" + from + to;
  }

  static BoundInstance ring(int ranks, int rank) {
    ImmutableMap.Builder<NodeId, ImmutableList<Host>> hosts = ImmutableMap.builder();
    for (int node = 0; node < ranks; node++) {
      int own = node;
      hosts.put(
          RunnerFixtures.node(node),
          IntStream.range(0, ranks)
              .mapToObj(other -> host(ranks, own, other))
              .collect(ImmutableList.toImmutableList()));
    }
    return RunnerFixtures.bound(
        ((MlxRingInstance) RunnerFixtures.ring(ranks)).withHostsByNode(hosts.buildOrThrow()), rank);
  }

  private static Host host(int ranks, int own, int other) {
    int step = Math.floorMod(other - own, ranks);
    if (step == 0) {
      return new Host("0.0.0.0", PORT);
    }
    return step == 1 || step == ranks - 1
        ? new Host("10.0.0." + (other + 1), PORT)
        : new Host("198.51.100.1", 0);
  }

  static ImmutableList<JacclRow> mesh(int ranks) {
    return IntStream.range(0, ranks)
        .mapToObj(
            from ->
                new JacclRow(
                    IntStream.range(0, ranks)
                        .mapToObj(
                            to ->
                                from == to
                                    ? Optional.<String>empty()
                                    : Optional.of(device(from, to)))
                        .collect(ImmutableList.toImmutableList())))
        .collect(ImmutableList.toImmutableList());
  }

  static BoundInstance jaccl(ImmutableList<JacclRow> matrix, int ranks, int rank) {
    Instance ring = RunnerFixtures.ring(ranks);
    ImmutableMap.Builder<NodeId, String> coordinators = ImmutableMap.builder();
    for (int node = 0; node < ranks; node++) {
      coordinators.put(RunnerFixtures.node(node), (node == 0 ? "0.0.0.0" : "10.0.0.1") + ":50001");
    }
    return RunnerFixtures.bound(
        new MlxJacclInstance(
            ring.instanceId(),
            ring.shardAssignments(),
            null,
            matrix,
            coordinators.buildOrThrow(),
            0),
        rank);
  }
}
