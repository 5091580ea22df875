package org.exojvm.mlx.array;

/**
 * The layout of quantised weights.
 *
 * @param groupSize elements that share a scale
 * @param bits of an element
 * @param mode what the bits mean
 */
public record QuantSpec(int groupSize, int bits, QuantMode mode) {}
