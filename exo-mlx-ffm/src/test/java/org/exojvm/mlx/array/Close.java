package org.exojvm.mlx.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Compares values of MLX with values of Java, which rounds elsewhere. */
final class Close {

  private static final float RELATIVE = 1e-4f;

  private Close() {}

  static void assertClose(MlxArray actual, float... expected) {
    assertWithin(RELATIVE, actual, expected);
  }

  /** Compares with a tolerance relative to the greatest value, at least 1. */
  static void assertWithin(float relative, MlxArray actual, float... expected) {
    float[] values = actual.toFloats();
    assertThat(values).hasSameSizeAs(expected);
    float greatest = 1;
    for (float value : expected) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat(values[i]).as("element %d", i).isCloseTo(expected[i], within(relative * greatest));
    }
  }
}
