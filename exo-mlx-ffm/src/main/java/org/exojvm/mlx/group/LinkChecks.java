package org.exojvm.mlx.group;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exojvm.mlx.group.GroupProblem.Code;

/** Checks what a rank needs of the devices of its node. */
final class LinkChecks {

  private LinkChecks() {}

  /** Returns how many queue pairs a rank opens on each of its devices. */
  static ImmutableMap<String, Integer> queuePairs(JacclRank rank) {
    Map<String, Integer> needed = new LinkedHashMap<>();
    for (int to = 0; to < rank.size(); to++) {
      if (JacclValidity.arePartners(rank.topology(), rank.size(), rank.rank(), to)) {
        List<String> wires = rank.devices().wires(rank.rank(), to);
        // A mesh uses the first wire of a cell; in a ring of two the peer is on both sides.
        int sides = rank.topology() == JacclTopology.RING && rank.size() == 2 ? 2 : 1;
        List<String> used = rank.topology() == JacclTopology.MESH ? wires.subList(0, 1) : wires;
        used.forEach(wire -> needed.merge(wire, sides, Integer::sum));
      }
    }
    return ImmutableMap.copyOf(needed);
  }

  /** Returns what keeps a rank from starting on this node; empty when nothing does. */
  static ImmutableList<GroupProblem> problems(JacclRank rank, LinkFacts facts) {
    if (facts.rdma() == RdmaCtl.DISABLED) {
      return ImmutableList.of(
          new GroupProblem(
              Code.RDMA_OFF, "RDMA is switched off on this node.", JacclAdvice.SWITCH_RDMA_ON));
    }
    ImmutableList.Builder<GroupProblem> problems = ImmutableList.builder();
    queuePairs(rank)
        .forEach((name, needed) -> problems.addAll(device(name, needed, facts.devices())));
    return problems.build();
  }

  private static ImmutableList<GroupProblem> device(
      String name, int needed, ImmutableMap<String, LinkFacts.Device> devices) {
    LinkFacts.Device device = devices.get(name);
    if (device == null) {
      return ImmutableList.of(
          new GroupProblem(
              Code.NO_DEVICE,
              "This node has no RDMA device " + name + ", only " + devices.keySet() + ".",
              JacclAdvice.SWITCH_RDMA_ON));
    }
    ImmutableList.Builder<GroupProblem> problems = ImmutableList.builder();
    if (!device.hasIpv4()) {
      problems.add(
          new GroupProblem(
              Code.NO_IPV4,
              "The interface of " + name + " has no IPv4 address.",
              JacclAdvice.GIVE_IPV4));
    }
    if (device.queuePairsOpen() + needed > JacclLimits.QUEUE_PAIRS_PER_DEVICE_MAX) {
      problems.add(
          new GroupProblem(
              Code.QUEUE_PAIRS,
              String.format(
                  "%s has %d queue pairs open and needs %d more, of at most %d.",
                  name, device.queuePairsOpen(), needed, JacclLimits.QUEUE_PAIRS_PER_DEVICE_MAX),
              JacclAdvice.RESTART));
    }
    return problems.build();
  }
}
