package org.exojvm.mlx.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.exojvm.mlx.library.LibraryTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Goal: draws are those of the published generator, and repeat with their seeds. */
@Tag(LibraryTests.TAG)
class RandomTest {

  private static final int COUNT = 1_000;
  private static final long SEED = 0x1234_5678_9abc_def0L;

  private final Mlx mlx = MlxTests.mlx();
  private final MlxScope scope = mlx.scope();
  private final MlxRandom random = mlx.random();

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void uniformNumbersAreTheGenerators() {
    MlxArray low = mlx.create().scalar(-2f);
    MlxArray high = mlx.create().scalar(4f);
    MlxArray drawn = random.uniform(low, high, Dtype.FLOAT32, random.key(SEED), COUNT);
    Close.assertWithin(1e-6f, drawn, Threefry.uniform(SEED, COUNT, -2, 4));
    assertThat(mlx.reduce().max(drawn).item()).isLessThan(4);
  }

  @Test
  void normalNumbersAreUniformOnesByTheErrorFunction() {
    MlxArray drawn = random.normal(3, 2, Dtype.FLOAT32, random.key(SEED), COUNT);
    float[] uniform = Threefry.uniform(SEED, COUNT, Math.nextUp(-1f), 1);
    float[] back = drawn.toFloats();
    MlxArray standard =
        mlx.create()
            .of(
                MlxTests.each(COUNT, i -> ElementwiseTest.erf((back[i] - 3) / 2 / Math.sqrt(2))),
                COUNT);
    Close.assertWithin(1e-5f, standard, uniform);
  }

  @Test
  void categoriesAreTheGreatestOfLogitsAndGumbelNumbers() {
    float[] logits = MlxTests.numbers(3, COUNT * 3);
    float[] uniform = Threefry.uniform(SEED, COUNT * 3, 0, 1);
    MlxArray drawn = random.categorical(mlx.create().of(logits, COUNT, 3), -1, random.key(SEED));
    Close.assertClose(
        drawn,
        MlxTests.each(
            COUNT,
            row -> {
              int greatest = 0;
              for (int at = 1; at < 3; at++) {
                if (gumbel(uniform[row * 3 + at]) + logits[row * 3 + at]
                    > gumbel(uniform[row * 3 + greatest]) + logits[row * 3 + greatest]) {
                  greatest = at;
                }
              }
              return greatest;
            }));
  }

  private static double gumbel(float uniform) {
    return -Math.log(-Math.log(uniform));
  }

  @Test
  void theSameSeedDrawsTheSame() {
    random.seed(7);
    float[] first = random.normal(0, 1, Dtype.FLOAT32, null, 8).toFloats();
    float[] second = random.normal(0, 1, Dtype.FLOAT32, null, 8).toFloats();
    random.seed(7);
    assertThat(random.normal(0, 1, Dtype.FLOAT32, null, 8).toFloats()).isEqualTo(first);
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void keysAreSeedsAndAreSplitByTheGenerator() {
    assertThat(random.key(SEED).toInts()).containsExactly(0x1234_5678, (int) 0x9abc_def0L);
    int[] four = Threefry.words(SEED, 4);
    MlxRandom.KeyPair pair = random.split(random.key(SEED));
    assertThat(pair.first().toInts()).containsExactly(four[0], four[1]);
    assertThat(pair.second().toInts()).containsExactly(four[2], four[3]);
    MlxArray three = random.split(random.key(SEED), 3);
    assertThat(three).hasToString("UINT32[3, 2]");
    assertThat(three.toInts()).isEqualTo(Threefry.words(SEED, 6));
    assertThatThrownBy(() -> random.split(random.key(SEED), 0))
        .hasMessage("A key cannot be split into 0; give 1 or more.");
  }
}
