package org.exojvm.mlx.array;

import java.util.Arrays;
import java.util.Optional;

/**
 * Quantised weights.
 *
 * @param weights elements packed into UINT32
 * @param scales one per group
 * @param biases one per group where the mode has them
 * @param spec how they are laid out
 */
public record Quantized(
    MlxArray weights, MlxArray scales, Optional<MlxArray> biases, QuantSpec spec) {

  /** Checks that every group has its scale and bias; MLX would read those that are not there. */
  public Quantized {
    int[] expected = weights.shape();
    if (expected.length > 0) {
      long elements = (long) expected[expected.length - 1] * Integer.SIZE / spec.bits();
      expected[expected.length - 1] = Math.toIntExact(elements / spec.groupSize());
    }
    checkShape("scales", scales, weights, spec, expected);
    biases.ifPresent(given -> checkShape("biases", given, weights, spec, expected));
  }

  private static void checkShape(
      String what, MlxArray given, MlxArray weights, QuantSpec spec, int... expected) {
    if (!Arrays.equals(given.shape(), expected)) {
      throw new IllegalArgumentException(
          "Weights %s with %s have %s %s instead of %s; take those they were stored with."
              .formatted(weights, spec, what, given, Arrays.toString(expected)));
    }
  }

  long biasesOrNone() {
    return biases.map(MlxArray::handle).orElse(Session.NONE);
  }
}
