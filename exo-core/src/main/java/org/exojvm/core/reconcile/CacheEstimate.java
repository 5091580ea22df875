package org.exojvm.core.reconcile;

import com.google.common.math.LongMath;
import java.util.Locale;
import java.util.Objects;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.core.card.ModelFacts;
import org.jspecify.annotations.Nullable;

/**
 * The cache of one model, and how the figure came about.
 *
 * @param demand the cache
 * @param assumedFraction part of the weights taken where the facts are not known
 * @param askedTokens tokens asked for, or the default
 */
record CacheEstimate(CacheDemand demand, double assumedFraction, int askedTokens) {

  /** Latent attention keeps one vector for all heads, of which every tensor rank needs all. */
  private static final String LATENT = "MLA";

  static CacheEstimate of(
      MemoryPolicy policy,
      ModelCard card,
      @Nullable Integer contextTokens,
      @Nullable Integer concurrency) {
    ModelFacts facts = policy.factsOf(card.modelId());
    int asked =
        Math.max(0, Objects.requireNonNullElse(contextTokens, policy.defaultContextTokens()));
    int requests =
        Math.max(0, Objects.requireNonNullElse(concurrency, policy.defaultConcurrency()));
    Long perToken = bytesPerToken(facts, policy.bytesPerCachedValue());
    Memory assumed =
        perToken == null ? part(card.storageSize(), policy.assumedCacheFraction()) : Memory.ZERO;
    boolean nothing = perToken == null && assumed.equals(Memory.ZERO);
    return new CacheEstimate(
        nothing
            ? CacheDemand.NONE
            : new CacheDemand(capped(asked, facts), requests, perToken, assumed, parts(facts)),
        policy.assumedCacheFraction(),
        asked);
  }

  private static int capped(int asked, ModelFacts facts) {
    Integer longest = facts.contextLength();
    return longest == null || longest < 1 ? asked : Math.min(asked, longest);
  }

  private static @Nullable Long bytesPerToken(ModelFacts facts, int bytesPerValue) {
    Integer values = facts.kvValuesPerTokenPerLayer();
    Integer layers = facts.kvLayers();
    return values == null || layers == null || values < 0 || layers < 0
        ? null
        : (Long) LongMath.saturatedMultiply((long) values * layers, bytesPerValue);
  }

  private static int parts(ModelFacts facts) {
    Integer heads = facts.numKeyValueHeads();
    return heads == null || heads < 1 || LATENT.equals(facts.attention()) ? 1 : heads;
  }

  private static Memory part(Memory weights, double fraction) {
    return Memory.ofBytes((long) Math.ceil(Math.max(0, weights.inBytes()) * fraction));
  }

  String text() {
    if (demand.equals(CacheDemand.NONE)) {
      return "No memory is kept for the cache.";
    }
    String size = String.format(Locale.ROOT, "%.2f GiB", demand.total().inGib());
    if (!demand.isKnown()) {
      return "The cache of the model is not known; %s is kept for it, %.0f %% of the weights, whatever the context."
          .formatted(size, 100 * assumedFraction);
    }
    String cap =
        askedTokens > demand.contextTokens()
            ? " (asked for %d; the model has no more)".formatted(askedTokens)
            : "";
    return "%s is kept for the cache of %d tokens%s in each of %d requests."
        .formatted(size, demand.contextTokens(), cap, demand.concurrency());
  }
}
