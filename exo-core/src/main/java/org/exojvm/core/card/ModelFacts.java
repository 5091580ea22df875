package org.exojvm.core.card;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a model beyond its card, mostly to estimate the memory of its key/value
 * cache: {@code kvValuesPerTokenPerLayer * kvLayers * bytes per element} bytes per token. Null
 * means not known.
 *
 * <p>Source: the models' published configurations.
 *
 * @param contextLength longest context in tokens
 * @param numKeyValueHeads number of key/value heads per layer
 * @param headDim width of one head
 * @param kvValuesPerTokenPerLayer numbers cached per token and layer
 * @param kvLayers layers that keep a cache
 * @param attention kind of attention, for people, such as {@code GQA}
 * @param supportsPipeline overlay of the card's field of that name (D18), null to leave it alone
 */
public record ModelFacts(
    @Nullable Integer contextLength,
    @Nullable Integer numKeyValueHeads,
    @Nullable Integer headDim,
    @Nullable Integer kvValuesPerTokenPerLayer,
    @Nullable Integer kvLayers,
    @Nullable String attention,
    @Nullable Boolean supportsPipeline) {

  /** Facts of a model nothing is known about. */
  public static final ModelFacts UNKNOWN = new ModelFacts(null, null, null, null, null, null, null);
}
