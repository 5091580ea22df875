package org.exojvm.examples.quickstart;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.model.ModelTask;
import org.exojvm.core.reconcile.MemoryLedger;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.examples.cluster.ClusterDescription;

/**
 * Picks a model that suits a cluster: a text model that no node can hold alone and that still fits
 * when any node is lost, the largest of them. Where none is too large for one node, the largest
 * that fits is spread over two, if two are left when one is lost.
 *
 * @param model the model
 * @param minNodes least number of nodes to ask for
 */
record ModelChoice(ModelCard model, int minNodes) {

  /**
   * Weights and cache may fill this part of the memory that is left; layers do not divide evenly.
   */
  private static final double FILL_MAX = 0.9;

  /** Returns the choice, or nothing when even the smallest model is too large. */
  static Optional<ModelChoice> of(
      ClusterDescription cluster,
      Sharding sharding,
      ImmutableList<ModelCard> cards,
      MemoryPolicy policy) {
    Memory largestNode = largestNode(cluster, policy);
    int nodes = cluster.nodes().size();
    Memory rest = nodes == 1 ? largestNode : freeMemory(cluster, policy).minus(largestNode);
    Predicate<ModelCard> fits = card -> demand(card, policy).inBytes() <= rest.inBytes() * FILL_MAX;
    Predicate<ModelCard> suits = fits.and(card -> canBePlayed(card, sharding));
    Predicate<ModelCard> needsSeveral = card -> demand(card, policy).compareTo(largestNode) > 0;
    return largest(cards, suits.and(needsSeveral))
        .map(card -> new ModelChoice(card, 1))
        .or(
            () ->
                largest(cards, suits)
                    .map(card -> new ModelChoice(card, Math.max(1, Math.min(2, nodes - 1)))));
  }

  /** Returns a model that somebody asked for. */
  static ModelChoice given(ModelCard model) {
    return new ModelChoice(model, 1);
  }

  private static boolean canBePlayed(ModelCard card, Sharding sharding) {
    boolean shardable =
        switch (sharding) {
          case PIPELINE -> card.supportsPipeline();
          case TENSOR -> card.supportsTensor();
        };
    return shardable && card.tasks().contains(ModelTask.TEXT_GENERATION);
  }

  private static Optional<ModelCard> largest(
      ImmutableList<ModelCard> cards, Predicate<ModelCard> suits) {
    return cards.stream()
        .filter(suits)
        .max(Comparator.comparing(ModelCard::storageSize).thenComparing(ModelCard::modelId));
  }

  private static Memory demand(ModelCard card, MemoryPolicy policy) {
    return card.storageSize().plus(policy.demandFor(card, null, null).total());
  }

  private static Memory freeMemory(ClusterDescription cluster, MemoryPolicy policy) {
    return offers(cluster, policy).stream().reduce(Memory.ZERO, Memory::plus);
  }

  private static Memory largestNode(ClusterDescription cluster, MemoryPolicy policy) {
    return offers(cluster, policy).stream().max(Comparator.naturalOrder()).orElse(Memory.ZERO);
  }

  private static ImmutableCollection<Memory> offers(
      ClusterDescription cluster, MemoryPolicy policy) {
    return MemoryLedger.freeMemory(cluster.state(), policy).values();
  }
}
