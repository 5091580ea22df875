package org.exojvm.mlx.group;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Host;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.mlx.group.GroupProblem.Code;

/** Plans the ranks of TCP rings. */
final class RingPlanner {

  private RingPlanner() {}

  static GroupPlan plan(MlxRingInstance instance, NodeId node, int rank) {
    int ranks = instance.shardAssignments().runnerToShard().size();
    if (ranks > GroupPlanner.RING_RANKS_MAX) {
      return GroupPlanner.refused(
          new GroupProblem(
              Code.SIZE,
              "A ring of " + ranks + " ranks, of at most " + GroupPlanner.RING_RANKS_MAX + ".",
              "Use fewer nodes."));
    }
    ImmutableList<Host> hosts = instance.hostsByNode().get(node);
    if (hosts == null || hosts.size() != ranks) {
      return GroupPlanner.refused(
          hosts(
              String.format(
                  "Node %s has %s hosts for a ring of %d ranks.",
                  node.value(), hosts == null ? "no" : Integer.toString(hosts.size()), ranks)));
    }
    ImmutableList<GroupProblem> problems = problems(hosts, rank);
    return problems.isEmpty()
        ? new GroupPlan.Joins(new RingRank(rank, hosts))
        : new GroupPlan.Refused(problems);
  }

  private static ImmutableList<GroupProblem> problems(List<Host> hosts, int rank) {
    int ranks = hosts.size();
    ImmutableList.Builder<GroupProblem> problems = ImmutableList.builder();
    for (int other = 0; other < ranks; other++) {
      Host host = hosts.get(other);
      boolean used = JacclValidity.arePartners(JacclTopology.RING, ranks, rank, other);
      if (!Ipv4Address.isOne(host.ip())) {
        problems.add(
            hosts(
                entry(rank, other, host) + " is no IPv4 address, and MLX's ring takes no other."));
      } else if ((used || other == rank) && host.port() == 0) {
        problems.add(hosts(entry(rank, other, host) + " has no port."));
      } else if (used && host.ip().equals(Ipv4Address.ANY)) {
        problems.add(hosts(entry(rank, other, host) + " is not an address one can dial."));
      }
    }
    return problems.build();
  }

  private static String entry(int rank, int other, Host host) {
    return String.format(
        "The entry of rank %d in the host list of rank %d, %s:%d,",
        other, rank, host.ip(), host.port());
  }

  private static GroupProblem hosts(String message) {
    return new GroupProblem(
        Code.HOSTS, message, "Place the instance anew; its neighbours need an IPv4 link.");
  }
}
