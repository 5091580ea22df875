package org.exojvm.mlx.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.exojvm.mlx.check.GroupExercise.Kind;
import org.junit.jupiter.api.Test;

/** Goal: what ranks must get is what loops over what they have give. */
class ExchangedValuesTest {

  private static final int ELEMENTS = 6;

  private static float[] expected(Kind kind, int rank, int length) {
    ExchangedValues values = new ExchangedValues(rank, 3, new GroupExercise(kind, ELEMENTS, 1));
    float[] expected = new float[length];
    IntStream.range(0, length).forEach(i -> expected[i] = values.expected(i));
    return expected;
  }

  @Test
  void resultsAreThoseOfTheirKinds() {
    // Rank 0 has 0 1 2 3 4 5, rank 1 has 1 0 3 2 5 4, rank 2 has 2 -1 4 1 6 3.
    assertThat(expected(Kind.ALL_SUM, 1, 6)).containsExactly(3, 0, 9, 6, 15, 12);
    assertThat(expected(Kind.SUM_SCATTER, 1, 2)).containsExactly(9, 6);
    assertThat(expected(Kind.ALL_MAX, 0, 6)).containsExactly(2, 1, 4, 3, 6, 5);
    assertThat(expected(Kind.ALL_MIN, 0, 6)).containsExactly(0, -1, 2, 1, 4, 3);
    assertThat(expected(Kind.SEND, 1, 6)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(expected(Kind.SEND_SHAPED, 2, 3)).containsExactly(2, -1, 4);
    assertThat(expected(Kind.ALL_GATHER, 0, 18))
        .containsExactly(0, 1, 2, 3, 4, 5, 1, 0, 3, 2, 5, 4, 2, -1, 4, 1, 6, 3);
  }
}
