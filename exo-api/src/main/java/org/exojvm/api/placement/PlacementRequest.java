package org.exojvm.api.placement;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import org.exojvm.api.check.Checks;
import org.exojvm.api.hardware.HardwareProfile;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.api.node.NodeNetworkInfo;
import org.exojvm.api.topology.Topology;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What to place, and on what. Maps are read only; nobody changes them while the request is in use.
 *
 * @param modelCard model to place, extension fields overlaid
 * @param sharding how to split it
 * @param instanceMeta communication back end wanted; a single node always becomes a ring
 * @param minNodes least number of nodes; values below 1 mean 1
 * @param maxNodes largest number of nodes, null for no bound
 * @param requiredNodes nodes that must take part
 * @param preferredNodes nodes to take when all else is equal
 * @param forbiddenNodes nodes that must not take part
 * @param preference what to optimise for, null for the strategy's own order
 * @param topology nodes and links
 * @param freeMemory memory that may be used per node, after reservations; a node without an entry
 *     has reported none and offers none
 * @param nodeNetwork interfaces per node, to rank addresses and to know how fast links are
 * @param nodeIdentities what each node is, to know how fast it is; a node may be missing
 * @param cache memory needed beside the weights
 * @param activeShare part of the weights that is read for one token, in (0, 1]; below 1 for a
 *     mixture of experts, null when not known
 * @param hardware how fast chips and links are
 * @param ids ids and port to use
 * @param searchBudget largest number of partial candidates to expand
 */
@Value.Builder
public record PlacementRequest(
    ModelCard modelCard,
    Sharding sharding,
    InstanceMeta instanceMeta,
    int minNodes,
    @Nullable Integer maxNodes,
    ImmutableSet<NodeId> requiredNodes,
    ImmutableSet<NodeId> preferredNodes,
    ImmutableSet<NodeId> forbiddenNodes,
    @Nullable PlacementPreference preference,
    Topology topology,
    Map<NodeId, Memory> freeMemory,
    Map<NodeId, NodeNetworkInfo> nodeNetwork,
    Map<NodeId, NodeIdentity> nodeIdentities,
    CacheDemand cache,
    @Nullable Double activeShare,
    HardwareProfile hardware,
    PlacementIds ids,
    long searchBudget)
    implements WithPlacementRequest {

  /**
   * Default of {@link #searchBudget}. Too small: dense clusters of a dozen nodes are answered with
   * {@code provedOptimal = false}. Too large: a request on a hopeless cluster takes seconds.
   */
  public static final long DEFAULT_SEARCH_BUDGET = 2_000_000;

  /** Checks the share of active weights. */
  public PlacementRequest {
    Checks.inRange(
        activeShare == null || (activeShare > 0 && activeShare <= 1),
        "PlacementRequest.activeShare",
        activeShare,
        "in (0, 1], or null");
  }

  /**
   * Returns a request with the reference's defaults: a pipeline over a ring of any number of nodes,
   * memory for the weights alone. The rest is set with the {@code with} methods.
   */
  public static PlacementRequest of(
      ModelCard modelCard, Topology topology, Map<NodeId, Memory> freeMemory, PlacementIds ids) {
    return new PlacementRequest(
        modelCard,
        Sharding.PIPELINE,
        InstanceMeta.MLX_RING,
        1,
        null,
        ImmutableSet.of(),
        ImmutableSet.of(),
        ImmutableSet.of(),
        null,
        topology,
        freeMemory,
        ImmutableMap.of(),
        ImmutableMap.of(),
        CacheDemand.NONE,
        null,
        HardwareProfile.defaults(),
        ids,
        DEFAULT_SEARCH_BUDGET);
  }

  /** Returns the memory of one copy of the model: weights and cache. */
  public Memory demand() {
    return modelCard.storageSize().plus(cache.total());
  }
}
