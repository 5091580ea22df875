package org.exojvm.mlx.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.exojvm.mlx.library.LibraryTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Goal: draws follow their distributions and repeat with their seeds. */
@Tag(LibraryTests.TAG)
class RandomTest {

  private static final int COUNT = 20_000;

  private final Mlx mlx = MlxTests.mlx();
  private final MlxScope scope = mlx.scope();
  private final MlxRandom random = mlx.random();

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void uniformNumbersFillTheirRange() {
    MlxArray drawn =
        random.uniform(
            mlx.create().scalar(-2f), mlx.create().scalar(4f), Dtype.FLOAT32, random.key(1), COUNT);
    assertThat(mlx.reduce().mean(drawn).item()).isCloseTo(1, within(0.1f));
    assertThat(mlx.reduce().min(drawn).item()).isBetween(-2f, -1.99f);
    assertThat(mlx.reduce().max(drawn).item()).isBetween(3.99f, 4f);
  }

  @Test
  void normalNumbersHaveTheirMeanAndDeviation() {
    MlxArray drawn = random.normal(3, 2, Dtype.FLOAT32, random.key(2), COUNT);
    assertThat(mlx.reduce().mean(drawn).item()).isCloseTo(3, within(0.1f));
    assertThat(mlx.reduce().variance(drawn, 0, false, 0).item()).isCloseTo(4, within(0.2f));
  }

  @Test
  void categoriesAreDrawnByTheirProbabilities() {
    float third = (float) Math.log(3);
    MlxArray logits =
        mlx.shapes().broadcast(mlx.create().of(new float[] {0, third, -1e9f}, 3), COUNT, 3);
    MlxArray drawn = random.categorical(logits, -1, random.key(3));
    assertThat(mlx.reduce().max(drawn).item()).isEqualTo(1);
    float ones = mlx.reduce().mean(mlx.shapes().as(drawn, Dtype.FLOAT32)).item();
    assertThat(ones).isCloseTo(0.75f, within(0.02f));
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
  void keysAreSplitIntoOthers() {
    MlxRandom.KeyPair pair = random.split(random.key(1));
    assertThat(pair.first().toBytes()).isNotEqualTo(pair.second().toBytes());
    assertThat(pair.first().toBytes()).isEqualTo(random.split(random.key(1)).first().toBytes());
    assertThat(random.split(random.key(1), 3)).hasToString("UINT32[3, 2]");
  }
}
