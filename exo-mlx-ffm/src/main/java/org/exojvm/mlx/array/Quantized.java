package org.exojvm.mlx.array;

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

  long biasesOrNone() {
    return biases.map(MlxArray::handle).orElse(Session.NONE);
  }
}
