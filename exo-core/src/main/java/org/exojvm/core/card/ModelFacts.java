package org.exojvm.core.card;

import org.exojvm.api.check.Checks;
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
 * @param activeShare part of the weights that is read for one token, in (0, 1]; below 1 for a
 *     mixture of experts
 * @param supportsPipeline overlay of the card's field of that name (D18), null to leave it alone
 */
public record ModelFacts(
    @Nullable Integer contextLength,
    @Nullable Integer numKeyValueHeads,
    @Nullable Integer headDim,
    @Nullable Integer kvValuesPerTokenPerLayer,
    @Nullable Integer kvLayers,
    @Nullable String attention,
    @Nullable Double activeShare,
    @Nullable Boolean supportsPipeline) {

  /** Facts of a model nothing is known about. */
  public static final ModelFacts UNKNOWN =
      new ModelFacts(null, null, null, null, null, null, null, null);

  /** Checks the share of active weights; other figures that make no sense count as not known. */
  public ModelFacts {
    Checks.inRange(
        activeShare == null || (activeShare > 0 && activeShare <= 1),
        "ModelFacts.activeShare",
        activeShare,
        "in (0, 1], or null");
  }
}
