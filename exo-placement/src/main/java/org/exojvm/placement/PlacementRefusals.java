package org.exojvm.placement;

import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.placement.internal.Texts;

/**
 * The refusals that come up while an instance is assembled, each with the sentence of the
 * reference, the figures behind it and what would make it fit. Strategies of hosts use them too, so
 * that people read the same words whatever the strategy.
 */
public final class PlacementRefusals {

  private PlacementRefusals() {}

  /** The layers cannot be shared out over the nodes. */
  public static PlacementRefusal layers(
      LayerAllocation.NotAllocatable obstacle, ModelCard card, int nodes) {
    return new PlacementRefusal(
        RefusalCode.TOO_FEW_LAYERS,
        obstacle.message(),
        ImmutableMap.of("layers", (long) card.nLayers(), "nodes", (long) nodes),
        "%s has %d layers, the candidate has %d nodes"
            .formatted(card.modelId().value(), card.nLayers(), nodes),
        "Lower maxNodes to %d or choose tensor sharding.".formatted(card.nLayers()));
  }

  /** The nodes offer no memory at all. */
  public static PlacementRefusal noMemory(Iterable<NodeId> nodes) {
    return new PlacementRefusal(
        RefusalCode.NO_MEMORY,
        "Cannot create shard assignments: total available memory is 0",
        ImmutableMap.of("freeBytes", 0L),
        "nodes %s offer no free memory".formatted(Texts.list(nodes)),
        "Free memory on these nodes or wait until they have reported it.");
  }

  /**
   * A node cannot hold its share.
   *
   * @param rank rank of the node
   * @param node the node
   * @param layers number of layers it would hold
   * @param required memory of its share
   * @param free memory it has
   */
  public static PlacementRefusal nodeMemory(
      int rank, NodeId node, int layers, Memory required, Memory free) {
    return new PlacementRefusal(
        RefusalCode.NODE_MEMORY,
        ("Node %d (%s) has insufficient memory: requires %s GB for %d layers,"
                + " but only has %s GB available")
            .formatted(rank, node.value(), twoDecimals(required), layers, twoDecimals(free)),
        ImmutableMap.of(
            "rank", (long) rank,
            "layers", (long) layers,
            "requiredBytes", required.inBytes(),
            "freeBytes", free.inBytes(),
            "missingBytes", required.minus(free).inBytes()),
        "node %s has %s free, its share of %d layers needs %s"
            .formatted(node.value(), Texts.size(free), layers, Texts.size(required)),
        "Free %s on node %s, forbid it, or choose a smaller quantization."
            .formatted(Texts.size(required.minus(free)), node.value()));
  }

  /** Two neighbours of the ring cannot reach each other. */
  public static PlacementRefusal ringConnectivity(NodeId from, NodeId to) {
    return new PlacementRefusal(
        RefusalCode.RING_CONNECTIVITY,
        "MLX ring backend requires connectivity between neighbouring nodes",
        ImmutableMap.of(),
        "node %s has no socket link to its neighbour %s".formatted(from.value(), to.value()),
        "Connect %s and %s so that each reaches the other, or forbid one of them."
            .formatted(from.value(), to.value()));
  }

  /** A pair of the mesh has no RDMA link. */
  public static PlacementRefusal rdmaPairMissing(NodeId from, NodeId to) {
    return new PlacementRefusal(
        RefusalCode.RDMA_PAIR_MISSING,
        "Current jaccl backend requires all-to-all RDMA connections",
        ImmutableMap.of(),
        "node %s has no RDMA link to %s".formatted(from.value(), to.value()),
        "Connect %s and %s by Thunderbolt with RDMA enabled, or use a ring (MlxRing)."
            .formatted(from.value(), to.value()));
  }

  /** A node of the mesh cannot reach rank 0. */
  public static PlacementRefusal coordinatorUnreachable(NodeId from, NodeId coordinator) {
    return new PlacementRefusal(
        RefusalCode.COORDINATOR_UNREACHABLE,
        "Current jaccl backend requires all participating devices to be able to communicate",
        ImmutableMap.of(),
        "node %s has no socket link to rank 0, node %s"
            .formatted(from.value(), coordinator.value()),
        "Give %s a network link to %s: RDMA carries the tensors, a socket the coordination."
            .formatted(from.value(), coordinator.value()));
  }

  /** Python's {@code %.2f}: half even, on the exact value of the double. */
  private static String twoDecimals(Memory memory) {
    return new BigDecimal(memory.inGib()).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }
}
