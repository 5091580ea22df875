package org.exojvm.mlx.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.exojvm.mlx.library.LibraryTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Goal: reductions and orders along axes give what loops of Java give. */
@Tag(LibraryTests.TAG)
class ReduceTest {

  private static final int ROWS = 5;
  private static final int COLUMNS = 7;

  private final Mlx mlx = MlxTests.mlx();
  private final MlxScope scope = mlx.scope();
  private final float[] numbers = MlxTests.numbers(3, ROWS * COLUMNS);
  private final MlxArray array = mlx.create().of(numbers, ROWS, COLUMNS);

  @AfterEach
  void close() {
    scope.close();
  }

  /** What Java makes of a row. */
  private interface OfRow {
    double of(float[] row);
  }

  private float[] rows(OfRow value) {
    return MlxTests.each(ROWS, row -> value.of(row(row)));
  }

  private float[] row(int row) {
    return Arrays.copyOfRange(numbers, row * COLUMNS, (row + 1) * COLUMNS);
  }

  private static double sum(float[] row) {
    double sum = 0;
    for (float number : row) {
      sum += number;
    }
    return sum;
  }

  private static double squares(float[] row) {
    double mean = sum(row) / row.length;
    double sum = 0;
    for (float number : row) {
      sum += (number - mean) * (number - mean);
    }
    return sum;
  }

  private static float[] sorted(float[] row) {
    float[] sorted = row.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static int indexOf(float[] row, float number) {
    int index = 0;
    while (row[index] != number) {
      index++;
    }
    return index;
  }

  @Test
  void rowsAreReduced() {
    MlxReduce reduce = mlx.reduce();
    Close.assertClose(reduce.sum(array, -1, false), rows(ReduceTest::sum));
    Close.assertClose(reduce.mean(array, 1, false), rows(row -> sum(row) / COLUMNS));
    Close.assertClose(reduce.max(array, 1, false), rows(row -> sorted(row)[COLUMNS - 1]));
    Close.assertClose(reduce.min(array, 1, false), rows(row -> sorted(row)[0]));
    Close.assertClose(
        reduce.argmax(array, 1, false), rows(row -> indexOf(row, sorted(row)[COLUMNS - 1])));
    Close.assertClose(reduce.argmin(array, 1, false), rows(row -> indexOf(row, sorted(row)[0])));
    Close.assertClose(
        reduce.variance(array, 1, false, 1), rows(row -> squares(row) / (COLUMNS - 1)));
    Close.assertClose(
        reduce.logSumExp(array, 1, false),
        rows(row -> Math.log(sum(MlxTests.each(COLUMNS, i -> Math.exp(row[i]))))));
    Close.assertClose(
        reduce.product(array, 1, false),
        rows(row -> row[0] * row[1] * row[2] * row[3] * row[4] * row[5] * row[6]));
    assertThat(reduce.sum(array, 0, true)).hasToString("FLOAT32[1, 7]");
  }

  @Test
  void everythingIsReducedToAScalar() {
    MlxReduce reduce = mlx.reduce();
    Close.assertClose(reduce.sum(array), (float) sum(numbers));
    Close.assertClose(reduce.mean(array), (float) sum(numbers) / numbers.length);
    assertThat(reduce.max(array).item()).isEqualTo(sorted(numbers)[numbers.length - 1]);
    assertThat(reduce.min(array).item()).isEqualTo(sorted(numbers)[0]);
    assertThat(reduce.argmax(array).item())
        .isEqualTo(indexOf(numbers, sorted(numbers)[numbers.length - 1]));
    MlxArray some = mlx.create().of(new byte[] {0, 1}, Dtype.BOOL, 2);
    assertThat(reduce.all(some).item()).isZero();
    assertThat(reduce.any(some).item()).isEqualTo(1);
  }

  @Test
  void rowsAreOrdered() {
    MlxOrder order = mlx.order();
    Close.assertClose(
        order.sort(array, -1),
        MlxTests.each(numbers.length, at -> sorted(row(at / COLUMNS))[at % COLUMNS]));
    MlxArray indices = order.argsort(array, -1);
    Close.assertClose(mlx.parts().takeAlong(array, indices, -1), order.sort(array, -1).toFloats());
    MlxArray partition = order.partition(array, 2, 1);
    Close.assertClose(
        mlx.parts().slice(partition, new int[] {0, 2}, new int[] {ROWS, 3}),
        rows(row -> sorted(row)[2]));
    MlxArray chosen = mlx.parts().takeAlong(array, order.argpartition(array, 2, 1), 1);
    Close.assertClose(
        mlx.parts().slice(chosen, new int[] {0, 2}, new int[] {ROWS, 3}),
        rows(row -> sorted(row)[2]));
    Close.assertClose(
        order.sort(order.top(array, 2, -1), -1),
        MlxTests.each(ROWS * 2, at -> sorted(row(at / 2))[COLUMNS - 2 + at % 2]));
  }

  @Test
  void rowsOfNothingAreOrderedToNothing() {
    MlxArray nothing = mlx.create().zeros(Dtype.FLOAT32, 2, 0);
    assertThat(mlx.order().sort(nothing, 1)).hasToString("FLOAT32[2, 0]");
    assertThat(mlx.order().argsort(nothing, 1)).hasToString("UINT32[2, 0]");
    assertThat(mlx.order().cumulativeSum(nothing, 1).toFloats()).isEmpty();
    assertThatThrownBy(() -> mlx.order().sort(nothing, 2)).hasMessageContaining("has no axis 2");
  }

  @Test
  void rowsBecomeProbabilitiesAndRunningSums() {
    float[] expected =
        MlxTests.each(
            numbers.length,
            at -> {
              float[] row = row(at / COLUMNS);
              return Math.exp(row[at % COLUMNS])
                  / sum(MlxTests.each(COLUMNS, i -> Math.exp(row[i])));
            });
    Close.assertClose(mlx.order().softmax(array, -1, true), expected);
    Close.assertClose(mlx.order().softmax(array, 1, false), expected);
    Close.assertClose(
        mlx.order().cumulativeSum(array, 1),
        MlxTests.each(
            numbers.length, at -> sum(Arrays.copyOf(row(at / COLUMNS), at % COLUMNS + 1))));
  }
}
