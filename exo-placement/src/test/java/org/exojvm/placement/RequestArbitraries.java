package org.exojvm.placement;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementRequest;

/** Requests on random clusters: directed graphs of any density, tight and ample memory, ties. */
final class RequestArbitraries {

  private RequestArbitraries() {}

  static Arbitrary<PlacementRequest> requests(int maxNodes) {
    return Arbitraries.integers()
        .between(1, maxNodes)
        .flatMap(
            size ->
                Combinators.combine(clusters(size), cards(size), shapes(size))
                    .as((cluster, card, shape) -> shape.on(cluster.request(card))));
  }

  /**
   * Well-connected clusters that the model only just fits on, with few layers: whether it does
   * depends on who is served first where nodes are tied.
   */
  static Arbitrary<PlacementRequest> tightRequests(int maxNodes) {
    return Arbitraries.integers()
        .between(2, maxNodes)
        .flatMap(
            size ->
                Combinators.combine(
                        Arbitraries.longs().between(0, 6).list().ofSize(size),
                        Arbitraries.integers().between(0, 9).list().ofSize(size * size),
                        Arbitraries.integers().between(Math.max(1, size - 1), 2 * size),
                        Arbitraries.integers().between(50, 100),
                        Arbitraries.of(false, true),
                        Arbitraries.of(InstanceMeta.class))
                    .as(RequestArbitraries::tight));
  }

  private static PlacementRequest tight(
      List<Long> free,
      List<Integer> missing,
      int layers,
      int percent,
      boolean usesCfg,
      InstanceMeta back) {
    Cluster cluster = Cluster.empty();
    int size = free.size();
    for (int i = 0; i < size; i++) {
      cluster.node(name(i), Memory.ofBytes(free.get(i) * 10));
    }
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < a; b++) {
        if (missing.get(a * size + b) > 1) {
          cluster.socket(name(a), name(b)).socket(name(b), name(a));
        }
        cluster.rdma(name(a), name(b)).rdma(name(b), name(a));
      }
    }
    long total = 10 * free.stream().mapToLong(Long::longValue).sum();
    return cluster
        .request(
            Cluster.card(Memory.ofBytes(total * percent / (usesCfg ? 200 : 100)), layers)
                .withUsesCfg(usesCfg))
        .withInstanceMeta(back);
  }

  private static Arbitrary<Cluster> clusters(int size) {
    // Few values, so that equal memory and equal fractional parts are common.
    Arbitrary<List<Long>> memory = Arbitraries.longs().between(-1, 12).list().ofSize(size);
    Arbitrary<List<Integer>> links =
        Arbitraries.of(2, 5, 9)
            .flatMap(
                density ->
                    Arbitraries.integers()
                        .between(0, 9)
                        .map(roll -> roll < density ? 1 : 0)
                        .list()
                        .ofSize(3 * size * size));
    return Combinators.combine(memory, links).as((free, flags) -> cluster(size, free, flags));
  }

  private static Cluster cluster(int size, List<Long> free, List<Integer> flags) {
    Cluster cluster = Cluster.empty();
    for (int i = 0; i < size; i++) {
      String name = name(i);
      if (free.get(i) < 0) {
        cluster.silentNode(name);
      } else {
        cluster.node(name, Memory.ofBytes(free.get(i) * 10));
      }
    }
    for (int source = 0; source < size; source++) {
      for (int sink = 0; sink < size; sink++) {
        int flag = 3 * (source * size + sink);
        boolean mutual = flags.get(flag + 2) == 1;
        if (flags.get(flag) == 1 && source != sink) {
          cluster.socket(name(source), name(sink));
          if (mutual) {
            cluster.socket(name(sink), name(source));
          }
        }
        if (flags.get(flag + 1) == 1 && source != sink) {
          cluster.rdma(name(source), name(sink));
          if (mutual) {
            cluster.rdma(name(sink), name(source));
          }
        }
      }
    }
    return cluster;
  }

  private static String name(int index) {
    return Character.toString('a' + index);
  }

  private static Arbitrary<ModelCard> cards(int size) {
    Arbitrary<Long> storage = Arbitraries.longs().between(0, 60L * size);
    Arbitrary<Integer> layers = Arbitraries.integers().between(1, 4 * size);
    Arbitrary<Integer> hidden = Arbitraries.of(12, 7, 60, 64);
    Arbitrary<Boolean> usesCfg = Arbitraries.of(false, false, true);
    return Combinators.combine(storage, layers, hidden, usesCfg)
        .as(
            (bytes, count, width, cfg) ->
                Cluster.card(Memory.ofBytes(bytes), count).withHiddenSize(width).withUsesCfg(cfg));
  }

  private static Arbitrary<Shape> shapes(int size) {
    Arbitrary<ImmutableSet<NodeId>> nodes =
        Arbitraries.integers()
            .between(0, size - 1)
            .map(i -> Cluster.id(name(i)))
            .set()
            .ofMaxSize(size)
            .map(ImmutableSet::copyOf);
    Arbitrary<ImmutableSet<NodeId>> few =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(ImmutableSet.of())),
            Tuple.of(1, nodes.filter(set -> set.size() <= 2)));
    return Combinators.combine(
            Arbitraries.of(Sharding.class),
            Arbitraries.of(InstanceMeta.class),
            Arbitraries.integers().between(0, Math.min(3, size)),
            Arbitraries.integers().between(1, size).injectNull(0.6),
            few,
            few,
            nodes)
        .as(Shape::new);
  }

  private record Shape(
      Sharding sharding,
      InstanceMeta back,
      int min,
      Integer max,
      ImmutableSet<NodeId> required,
      ImmutableSet<NodeId> forbidden,
      ImmutableSet<NodeId> preferred) {

    PlacementRequest on(PlacementRequest request) {
      return request
          .withSharding(sharding)
          .withInstanceMeta(back)
          .withMinNodes(min)
          .withMaxNodes(max == null || max < min ? null : max)
          .withRequiredNodes(max == null ? required : ImmutableSet.of())
          .withForbiddenNodes(
              forbidden.stream()
                  .filter(node -> !required.contains(node))
                  .collect(ImmutableSet.toImmutableSet()))
          .withPreferredNodes(preferred);
    }
  }
}
