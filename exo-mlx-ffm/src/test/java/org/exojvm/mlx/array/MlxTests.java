package org.exojvm.mlx.array;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.exojvm.mlx.library.MlxLibrary;

/** The session of the tests: there is one per process, on the thread that runs them all. */
final class MlxTests {

  private static final Mlx SESSION = open();

  private MlxTests() {}

  private static Mlx open() {
    return switch (MlxLibrary.load()) {
      case MlxLibrary.Loaded(MlxLibrary library) -> Mlx.open(library);
      case MlxLibrary.Refused(String reason) -> throw new AssertionError(reason);
    };
  }

  static Mlx mlx() {
    return SESSION;
  }

  /** Returns the same numbers for the same seed, between -1 and 1. */
  static float[] numbers(long seed, int count) {
    Random random = new Random(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextFloat() * 2 - 1;
    }
    return numbers;
  }

  static MlxArray array(long seed, int... shape) {
    return SESSION.create().of(numbers(seed, product(shape)), shape);
  }

  static int product(int... shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  static float[] each(int count, IntToDoubleFunction value) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) value.applyAsDouble(i);
    }
    return values;
  }

  static float[] floats(double... values) {
    return each(values.length, i -> values[i]);
  }

  /** Returns a times b, row by row. */
  static float[] product(float[] a, float[] b, int rows, int inner, int columns) {
    return each(
        rows * columns,
        at -> {
          double sum = 0;
          for (int k = 0; k < inner; k++) {
            sum += a[at / columns * inner + k] * b[k * columns + at % columns];
          }
          return sum;
        });
  }

  /** Returns a with rows and columns swapped. */
  static float[] transposed(float[] a, int rows, int columns) {
    return each(a.length, at -> a[at % rows * columns + at / rows]);
  }
}
