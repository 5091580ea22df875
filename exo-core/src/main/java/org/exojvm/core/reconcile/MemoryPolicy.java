package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableMap;
import java.util.Objects;
import org.exojvm.api.check.Checks;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.core.card.ModelFacts;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * How much memory a placement has to leave alone, and how much it takes beside the weights.
 *
 * @param headroomFraction part of the installed memory of each node that is never given away, 0 to
 *     1. Default 0.05: what else runs on a machine grows and shrinks by some per cent between two
 *     measurements. Smaller, and a browser that is opened makes the node swap; larger, and models
 *     that would fit are refused
 * @param headroomBytes bytes added to that on every node. Default 0: the fraction covers it
 * @param defaultContextTokens tokens of context per request for intents that state none, never more
 *     than the model has. Default 8,192: a conversation or a file of code. Smaller, and usual
 *     requests outgrow their promise; larger, and a cache that few requests fill keeps other models
 *     away (a dense model of 70 billion parameters keeps 320 kB per token)
 * @param defaultConcurrency requests at a time for intents that state none. Default 1: an engine
 *     runs one request after the other unless it is told otherwise
 * @param bytesPerCachedValue bytes of one cached number. Default 2: engines keep the cache in 16
 *     bits whatever the weights are quantised to
 * @param assumedCacheFraction cache of models whose facts are not known, as a part of their
 *     weights. Default 0.10, about what 8,192 tokens take of a model of 8 to 70 billion parameters
 *     at 4 bits (6 to 23 %). It does not depend on the context or the number of requests asked for,
 *     since nothing is known to multiply them with
 * @param facts what is known about models beyond their cards
 */
@Value.Builder
public record MemoryPolicy(
    double headroomFraction,
    Memory headroomBytes,
    int defaultContextTokens,
    int defaultConcurrency,
    int bytesPerCachedValue,
    double assumedCacheFraction,
    ImmutableMap<ModelId, ModelFacts> facts)
    implements WithMemoryPolicy {

  /** Leaves nothing free and counts the weights alone, as the reference does. */
  public static final MemoryPolicy NONE =
      new MemoryPolicy(0, Memory.ZERO, 1, 1, 1, 0, ImmutableMap.of());

  private static final MemoryPolicy DEFAULTS =
      new MemoryPolicy(0.05, Memory.ZERO, 8_192, 1, 2, 0.10, ImmutableMap.of());

  /** Checks the ranges; NaN is in none. */
  public MemoryPolicy {
    fraction("MemoryPolicy.headroomFraction", headroomFraction);
    fraction("MemoryPolicy.assumedCacheFraction", assumedCacheFraction);
    Checks.inRange(
        headroomBytes.inBytes() >= 0,
        "MemoryPolicy.headroomBytes",
        headroomBytes.inBytes(),
        "at least 0 bytes");
    positive("MemoryPolicy.defaultContextTokens", defaultContextTokens);
    positive("MemoryPolicy.defaultConcurrency", defaultConcurrency);
    positive("MemoryPolicy.bytesPerCachedValue", bytesPerCachedValue);
  }

  /**
   * Returns the defaults: 5 % headroom, 8,192 tokens for one request, 2 bytes per cached value, a
   * tenth of the weights where facts are missing. No facts: a host adds those of its catalogue.
   */
  public static MemoryPolicy defaults() {
    return DEFAULTS;
  }

  private static void fraction(String field, double value) {
    Checks.inRange(value >= 0 && value <= 1, field, value, "0 to 1");
  }

  private static void positive(String field, int value) {
    Checks.inRange(value >= 1, field, value, "at least 1");
  }

  /** Returns what is known about a model beyond its card. */
  public ModelFacts factsOf(ModelId model) {
    return Objects.requireNonNullElse(facts.get(model), ModelFacts.UNKNOWN);
  }

  /** Returns the memory of a node that is never given away. */
  public Memory headroom(MemoryUsage usage) {
    double installed = Math.max(0, usage.ramTotal().inBytes());
    return Memory.ofBytes((long) Math.ceil(installed * headroomFraction)).plus(headroomBytes);
  }

  /**
   * Returns the cache that an instance of a model needs.
   *
   * @param contextTokens tokens of context per request, null for the default; more than the model
   *     has count as what it has
   * @param concurrency requests at a time, null for the default
   */
  public CacheDemand demandFor(
      ModelCard card, @Nullable Integer contextTokens, @Nullable Integer concurrency) {
    return CacheEstimate.of(this, card, contextTokens, concurrency).demand();
  }

  /** Returns in a sentence for people what {@link #demandFor} says and what it rests on. */
  public String cacheText(
      ModelCard card, @Nullable Integer contextTokens, @Nullable Integer concurrency) {
    return CacheEstimate.of(this, card, contextTokens, concurrency).text();
  }
}
