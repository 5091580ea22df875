package org.exojvm.mlx.check;

import org.exojvm.mlx.array.Dtype;
import org.exojvm.mlx.array.Mlx;
import org.exojvm.mlx.array.MlxArray;
import org.exojvm.mlx.array.MlxScope;

/**
 * What ranks exchange, and what must come out: whole numbers that differ by rank and by place, so
 * that sums are exact and nothing that is lost or misplaced goes unseen.
 *
 * @param rank the own rank
 * @param size number of ranks
 * @param exercise what they do
 */
record ExchangedValues(int rank, int size, GroupExercise exercise) {

  /** Numbers repeat after so many places; no power of two, as lengths of buffers are. */
  private static final int PERIOD = 97;

  /** Elements that are compared at once; Java has less memory than MLX. */
  private static final int PIECE = 1 << 20;

  /** Returns what a rank has at a place. Ranks change their order from place to place. */
  static float value(int rank, long place) {
    int turn = (int) (place % PERIOD);
    return turn % 2 == 0 ? rank + turn : turn - rank;
  }

  /** Makes what a rank has, by operations of MLX: it may be larger than Java's memory. */
  static MlxArray array(Mlx mlx, int rank, int elements) {
    MlxArray places = mlx.create().range(0, elements, 1, Dtype.INT32);
    MlxArray turn = mlx.arithmetic().remainder(places, mlx.create().scalar(PERIOD));
    MlxArray odd = mlx.arithmetic().remainder(turn, mlx.create().scalar(2));
    MlxArray own = mlx.create().scalar(rank);
    MlxArray values =
        mlx.logic()
            .where(
                mlx.logic().equal(odd, mlx.create().scalar(0)),
                mlx.arithmetic().add(turn, own),
                mlx.arithmetic().subtract(turn, own));
    return mlx.shapes().as(values, Dtype.FLOAT32);
  }

  /** Returns what must be at a place of the result, by loops of Java. */
  float expected(long place) {
    return switch (exercise.kind()) {
      case ALL_SUM -> sum(place);
      case SUM_SCATTER -> sum(place + rank * expectedLength());
      case ALL_MAX -> Math.max(value(0, place), value(size - 1, place));
      case ALL_MIN -> Math.min(value(0, place), value(size - 1, place));
      case ALL_GATHER -> value((int) (place / exercise.elements()), place % exercise.elements());
      case SEND, SEND_SHAPED -> value(rank == 1 ? 0 : rank, place);
    };
  }

  private float sum(long place) {
    float sum = 0;
    for (int other = 0; other < size; other++) {
      sum += value(other, place);
    }
    return sum;
  }

  /**
   * Compares a result with what it must be.
   *
   * @throws IllegalStateException if a place differs
   */
  void check(Mlx mlx, MlxArray result) {
    int length = result.length(0);
    if (length != expectedLength()) {
      throw new IllegalStateException(
          "The ranks exchanged %d elements instead of %d.".formatted(length, expectedLength()));
    }
    int start = 0;
    while (start < length) {
      int stop = start + Math.min(PIECE, length - start);
      try (MlxScope _ = mlx.scope()) {
        check(start, mlx.parts().slice(result, new int[] {start}, new int[] {stop}).toFloats());
      }
      start = stop;
    }
  }

  private long expectedLength() {
    return switch (exercise.kind()) {
      case ALL_GATHER -> (long) exercise.elements() * size;
      case SUM_SCATTER -> exercise.elements() / size;
      case ALL_SUM, ALL_MAX, ALL_MIN, SEND, SEND_SHAPED -> exercise.elements();
    };
  }

  private void check(int start, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != expected(start + (long) i)) {
        throw new IllegalStateException(
            "The ranks exchanged %s instead of %s at %d."
                .formatted(values[i], expected(start + (long) i), start + i));
      }
    }
  }
}
