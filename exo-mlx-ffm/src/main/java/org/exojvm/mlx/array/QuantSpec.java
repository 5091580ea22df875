package org.exojvm.mlx.array;

/**
 * The layout of quantised weights.
 *
 * @param groupSize elements that share a scale
 * @param bits of an element
 * @param mode what the bits mean
 */
public record QuantSpec(int groupSize, int bits, QuantMode mode) {

  /** Checks what MLX divides by; which sizes a mode has, it knows itself. */
  public QuantSpec {
    if (groupSize < 1 || bits < 1 || bits > Integer.SIZE) {
      throw new IllegalArgumentException(
          "Groups of %d elements of %d bits are none; give at least 1 element and 1 to %d bits."
              .formatted(groupSize, bits, Integer.SIZE));
    }
  }
}
