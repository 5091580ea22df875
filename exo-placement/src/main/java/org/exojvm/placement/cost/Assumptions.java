package org.exojvm.placement.cost;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Optional;
import java.util.TreeSet;
import org.exojvm.api.hardware.ChipSpeed;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.api.placement.PlacementRequest;

/** What an estimate assumes for want of a figure, in sentences for people. */
final class Assumptions {

  private static final double GIGA = 1e9;

  private Assumptions() {}

  static ImmutableList<String> of(PlacementRequest request, ImmutableList<NodeId> ranks) {
    TreeSet<String> unknown = new TreeSet<>();
    TreeSet<String> withoutCompute = new TreeSet<>();
    for (NodeId node : ranks) {
      NodeIdentity identity = request.nodeIdentities().get(node);
      String chip = identity == null ? NodeIdentity.UNKNOWN : identity.chipId();
      Optional<ChipSpeed> speed = request.hardware().knownSpeed(node, identity);
      if (speed.isEmpty()) {
        unknown.add(chip);
      } else if (speed.get().halfPrecisionFlops() == null) {
        withoutCompute.add(chip);
      }
    }
    ImmutableList.Builder<String> assumptions = ImmutableList.builder();
    if (!unknown.isEmpty()) {
      assumptions.add(
          "The speed of chips %s is not known; %.0f GB/s is assumed."
              .formatted(
                  ImmutableSortedSet.copyOf(unknown),
                  request.hardware().unknownChip().memoryBytesPerSecond() / GIGA));
    }
    if (!withoutCompute.isEmpty()) {
      assumptions.add(
          "The compute rate of chips %s is not known; arithmetic is assumed to hide behind reading."
              .formatted(ImmutableSortedSet.copyOf(withoutCompute)));
    }
    if (request.activeShare() == null) {
      assumptions.add(
          "How many weights a token of %s reads is not known; all of them are assumed."
              .formatted(request.modelCard().modelId().value()));
    }
    if (!request.cache().isKnown()) {
      assumptions.add(
          "The size of the key/value cache of %s is not known; %d bytes are assumed."
              .formatted(request.modelCard().modelId().value(), request.cache().total().inBytes()));
    }
    return assumptions.build();
  }
}
