package org.exojvm.mlx.array;

import java.util.Optional;

/**
 * Rotary position embedding: pairs of features are turned by position times frequency.
 *
 * @param dimensions how many features are turned, from the first on; even
 * @param traditional whether pairs are neighbours; else the halves are paired
 * @param base frequencies are base^(-2i/dimensions); not used where there are frequencies
 * @param scale positions are multiplied by it
 * @param frequencies wavelengths to divide positions by, one per pair, such as Llama 3 scales them
 */
public record Rope(
    int dimensions, boolean traditional, float base, float scale, Optional<MlxArray> frequencies) {

  long baseOrNone() {
    return frequencies.isPresent() ? Optionals.NONE : Optionals.of(base);
  }

  long frequenciesOrNone() {
    return frequencies.map(MlxArray::handle).orElse(Session.NONE);
  }
}
