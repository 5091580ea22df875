package org.exojvm.mlx.array;

import java.util.Arrays;

/** What is checked of shapes before MLX sees them; it does not look at lengths of memory. */
final class Shapes {

  /** Most dimensions of an array; models use up to five. */
  static final int DIMENSIONS_MAX = 16;

  private Shapes() {}

  /** Returns the number of elements of a shape. */
  static long elements(int... shape) {
    if (shape.length > DIMENSIONS_MAX) {
      throw new IllegalArgumentException(
          "A shape of %d dimensions is beyond %d; flatten some."
              .formatted(shape.length, DIMENSIONS_MAX));
    }
    long elements = 1;
    for (int length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException(
            "The shape %s has a negative length; give each one.".formatted(Arrays.toString(shape)));
      }
      if (length > 0 && elements > Long.MAX_VALUE / Long.BYTES / length) {
        throw new IllegalArgumentException(
            "The shape %s has more bytes than numbers can say; give shorter lengths."
                .formatted(Arrays.toString(shape)));
      }
      elements *= length;
    }
    return elements;
  }

  static void checkFits(long elements, int... shape) {
    if (elements(shape) != elements) {
      throw new IllegalArgumentException(
          "%d values do not fill the shape %s; give as many as its product."
              .formatted(elements, Arrays.toString(shape)));
    }
  }
}
