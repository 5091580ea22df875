package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.placement.explain.Knob.Kind;
import org.exojvm.placement.explain.Relaxation.AllowForbidden;
import org.exojvm.placement.explain.Relaxation.DropRequired;
import org.exojvm.placement.explain.Relaxation.LowerConcurrency;
import org.exojvm.placement.explain.Relaxation.LowerContext;
import org.exojvm.placement.explain.Relaxation.LowerMinNodes;
import org.exojvm.placement.explain.Relaxation.OtherSharding;
import org.exojvm.placement.explain.Relaxation.RaiseMaxNodes;
import org.exojvm.placement.explain.Relaxation.RingInsteadOfRdma;

/** What could be relaxed in a request: its wishes here, the cluster in {@link ClusterKnobs}. */
record Knobs(PlacementRequest request) {

  /** Most nodes of one kind that are looked at, the roomiest first. */
  static final int MAX_NODES_TRIED = 8;

  /** Most pairs of nodes that are supposed to be linked. */
  static final int MAX_PAIRS_TRIED = 12;

  /** Less context than this is not offered, in tokens; nobody is served by it. */
  static final int MIN_CONTEXT_TOKENS = 1024;

  /** Returns the knobs, cheap ones first. */
  static ImmutableList<Knob> of(PlacementRequest request, RememberedCluster remembered) {
    return Stream.of(new Knobs(request).wishes(), new ClusterKnobs(request, remembered).all())
        .flatMap(Collection::stream)
        .filter(knob -> !knob.settings().isEmpty())
        .collect(ImmutableList.toImmutableList());
  }

  private List<Knob> wishes() {
    return Stream.of(cache(), shape(), bounds(), lists()).flatMap(Collection::stream).toList();
  }

  private List<Knob> cache() {
    CacheDemand cache = request.cache();
    if (!cache.isKnown() || cache.total().inBytes() == 0) {
      return List.of();
    }
    int least = Math.min(MIN_CONTEXT_TOKENS, cache.contextTokens() - 1);
    ImmutableList<Relaxation> contexts =
        Amounts.roundUpTo(least - 1, cache.contextTokens()).reverse().stream()
            .filter(tokens -> tokens > 0 && tokens < cache.contextTokens())
            .map(tokens -> new LowerContext(Math.toIntExact(tokens), cache.contextTokens()))
            .collect(ImmutableList.toImmutableList());
    ImmutableList<Relaxation> concurrencies =
        Amounts.roundUpTo(0, cache.concurrency()).reverse().stream()
            .filter(requests -> requests < cache.concurrency())
            .map(requests -> new LowerConcurrency(Math.toIntExact(requests), cache.concurrency()))
            .collect(ImmutableList.toImmutableList());
    return List.of(new Knob(Kind.CONTEXT, contexts), new Knob(Kind.CONCURRENCY, concurrencies));
  }

  private List<Knob> shape() {
    Knob sharding =
        Knob.of(
            Kind.SHARDING,
            new OtherSharding(
                request.sharding() == Sharding.TENSOR ? Sharding.PIPELINE : Sharding.TENSOR));
    return request.instanceMeta() == InstanceMeta.MLX_JACCL
        ? List.of(sharding, Knob.of(Kind.RING, new RingInsteadOfRdma()))
        : List.of(sharding);
  }

  private List<Knob> bounds() {
    int nodes = request.topology().size();
    int lower = Math.min(Math.max(1, request.minNodes()) - 1, nodes);
    Integer max = request.maxNodes();
    int higher = max == null || max >= nodes ? nodes + 1 : Math.max(0, max) + 1;
    return List.of(
        new Knob(
            Kind.MIN_NODES,
            IntStream.iterate(lower, least -> least >= 1, least -> least - 1)
                .mapToObj(LowerMinNodes::new)
                .collect(ImmutableList.toImmutableList())),
        new Knob(
            Kind.MAX_NODES,
            IntStream.rangeClosed(higher, nodes)
                .mapToObj(RaiseMaxNodes::new)
                .collect(ImmutableList.toImmutableList())));
  }

  private List<Knob> lists() {
    return Stream.concat(
            request.requiredNodes().stream()
                .sorted()
                .limit(MAX_NODES_TRIED)
                .map(node -> Knob.of(Kind.REQUIRED_NODE, new DropRequired(node))),
            request.forbiddenNodes().stream()
                .filter(request.topology()::contains)
                .sorted(roomiestFirst())
                .limit(MAX_NODES_TRIED)
                .map(node -> Knob.of(Kind.FORBIDDEN_NODE, new AllowForbidden(node))))
        .toList();
  }

  private Comparator<NodeId> roomiestFirst() {
    return Comparator.comparing(
            (NodeId node) -> UsableNodes.free(request, node), Comparator.reverseOrder())
        .thenComparing(Comparator.naturalOrder());
  }
}
