package org.exojvm.mlx.group;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.instance.Host;
import org.exojvm.api.instance.Instance.MlxJacclInstance;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.mlx.group.GroupProblem.Code;

/** Turns a placed instance into what one of its ranks has to know, or says why it cannot start. */
public final class GroupPlanner {

  /** A ring passes every sum around once per rank; no group of this size was ever of use. */
  public static final int RING_RANKS_MAX = 256;

  private GroupPlanner() {}

  /**
   * Plans the group of a bound instance.
   *
   * @param bound the instance, and which of its runners this is
   * @param facts what is known of the RDMA links of this node; without it they are not checked
   */
  public static GroupPlan plan(BoundInstance bound, Optional<LinkFacts> facts) {
    ShardMetadata shard = bound.boundShard();
    int ranks = bound.instance().shardAssignments().runnerToShard().size();
    if (shard.worldSize() != ranks || shard.deviceRank() < 0 || shard.deviceRank() >= ranks) {
      return refused(
          new GroupProblem(
              Code.RANKS,
              String.format(
                  "Runner %s is rank %d of %d, but the instance has %d runners.",
                  bound.boundRunnerId().value(), shard.deviceRank(), shard.worldSize(), ranks),
              "Place the instance anew."));
    }
    if (ranks == 1) {
      return new GroupPlan.Alone();
    }
    return switch (bound.instance()) {
      case MlxRingInstance ring -> RingPlanner.plan(ring, bound.boundNodeId(), shard.deviceRank());
      case MlxJacclInstance jaccl -> jaccl(jaccl, bound, facts);
    };
  }

  private static GroupPlan jaccl(
      MlxJacclInstance instance, BoundInstance bound, Optional<LinkFacts> facts) {
    String coordinator = instance.jacclCoordinators().get(bound.boundNodeId());
    return jaccl(
        new JacclRank(
            bound.boundShard().deviceRank(),
            DeviceMatrix.of(instance.jacclDevices()),
            JacclTopology.MESH,
            coordinator == null ? "" : coordinator),
        bound.boundShard().worldSize(),
        facts);
  }

  /**
   * Checks a rank of a JACCL group; for rings and matrices with several wires, which no instance
   * describes.
   *
   * @param rank the rank
   * @param ranks how many ranks the group has
   * @param facts what is known of the RDMA links of this node; without it they are not checked
   */
  public static GroupPlan jaccl(JacclRank rank, int ranks, Optional<LinkFacts> facts) {
    ImmutableList<GroupProblem> matrix =
        JacclValidity.problems(rank.devices(), ranks, rank.topology());
    if (!matrix.isEmpty()) {
      return new GroupPlan.Refused(matrix);
    }
    ImmutableList.Builder<GroupProblem> problems = ImmutableList.builder();
    Optional<Host> coordinator = Ipv4Address.parse(rank.coordinator());
    if (coordinator.isEmpty()) {
      problems.add(coordinator(rank));
    } else if (rank.rank() > 0 && coordinator.get().ip().equals(Ipv4Address.ANY)) {
      problems.add(ownNode(rank));
    }
    facts.ifPresent(known -> problems.addAll(LinkChecks.problems(rank, known)));
    ImmutableList<GroupProblem> found = problems.build();
    return found.isEmpty() ? new GroupPlan.Joins(rank) : new GroupPlan.Refused(found);
  }

  private static GroupProblem coordinator(JacclRank rank) {
    return new GroupProblem(
        Code.COORDINATOR,
        String.format(
            "Rank %d has \"%s\" for the address of rank 0, which is no IPv4 address with a port.",
            rank.rank(), rank.coordinator()),
        "JACCL takes IPv4 only, as 192.168.1.5:50000; give the nodes an IPv4 network.");
  }

  private static GroupProblem ownNode(JacclRank rank) {
    return new GroupProblem(
        Code.COORDINATOR,
        String.format(
            "Rank %d has %s for the address of rank 0, by which it would dial its own node.",
            rank.rank(), rank.coordinator()),
        "Place the instance anew; only rank 0 listens on every address.");
  }

  static GroupPlan.Refused refused(GroupProblem problem) {
    return new GroupPlan.Refused(ImmutableList.of(problem));
  }
}
