package org.exojvm.mlx.array;

import java.util.Optional;
import java.util.stream.Stream;
import org.exojvm.mlx.library.LibraryTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: the fast kernels compute what their formulas say. */
@Tag(LibraryTests.TAG)
class FastTest {

  private static final float EPSILON = 1e-5f;

  private final Mlx mlx = MlxTests.mlx();
  private final MlxScope scope = mlx.scope();

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void rowsAreNormalised() {
    int width = 16;
    float[] x = MlxTests.numbers(1, 2 * width);
    float[] weights = MlxTests.numbers(2, width);
    float[] bias = MlxTests.numbers(3, width);
    MlxArray array = mlx.create().of(x, 2, width);
    MlxArray w = mlx.create().of(weights, width);
    MlxArray b = mlx.create().of(bias, width);
    float[] plain = MlxTests.each(x.length, i -> x[i] / Math.sqrt(mean(x, i, width, 2) + EPSILON));
    Close.assertClose(mlx.fast().rmsNorm(array, null, EPSILON), plain);
    Close.assertClose(
        mlx.fast().rmsNorm(array, w, EPSILON),
        MlxTests.each(x.length, i -> plain[i] * weights[i % width]));
    float[] centred = MlxTests.each(x.length, i -> x[i] - mean(x, i, width, 1));
    float[] layer =
        MlxTests.each(x.length, i -> centred[i] / Math.sqrt(mean(centred, i, width, 2) + EPSILON));
    Close.assertClose(mlx.fast().layerNorm(array, null, null, EPSILON), layer);
    Close.assertClose(
        mlx.fast().layerNorm(array, w, b, EPSILON),
        MlxTests.each(x.length, i -> layer[i] * weights[i % width] + bias[i % width]));
  }

  /** The mean of a power of the row of an element. */
  private static double mean(float[] x, int at, int width, int power) {
    double sum = 0;
    for (int i = at / width * width; i < (at / width + 1) * width; i++) {
      sum += Math.pow(x[i], power);
    }
    return sum / width;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void featuresAreTurnedByPosition(boolean traditional) {
    int width = 8;
    int turned = 6;
    int offset = 5;
    float base = 100;
    float scale = 0.5f;
    float[] x = MlxTests.numbers(4, 2 * 3 * width);
    MlxArray array = mlx.create().of(x, 1, 2, 3, width);
    Rope rope = new Rope(turned, traditional, base, scale, Optional.empty());
    float[] expected =
        MlxTests.each(
            x.length,
            at ->
                turned(x, at, width, turned, traditional, scale * (offset + at / width % 3), base));
    Close.assertClose(mlx.fast().rope(array, rope, offset), expected);
    Close.assertClose(mlx.fast().rope(array, rope, mlx.create().scalar(offset)), expected);
    float[] frequencies = MlxTests.each(turned / 2, i -> Math.pow(base, 2.0 * i / turned));
    Rope given =
        new Rope(
            turned,
            traditional,
            0,
            scale,
            Optional.of(mlx.create().of(frequencies, frequencies.length)));
    Close.assertClose(mlx.fast().rope(array, given, offset), expected);
  }

  private static double turned(
      float[] x, int at, int width, int turned, boolean traditional, double position, float base) {
    int feature = at % width;
    if (feature >= turned) {
      return x[at];
    }
    int half = turned / 2;
    int pair = traditional ? feature / 2 : feature % half;
    boolean first = traditional ? feature % 2 == 0 : feature < half;
    int distance = traditional ? 1 : half;
    double angle = position * Math.pow(base, -2.0 * pair / turned);
    return first
        ? x[at] * Math.cos(angle) - x[at + distance] * Math.sin(angle)
        : x[at - distance] * Math.sin(angle) + x[at] * Math.cos(angle);
  }

  /**
   * A case of attention.
   *
   * @param heads of the queries
   * @param groups heads of keys and values
   * @param queries positions
   * @param keys positions
   * @param mask what is seen
   * @param sinks whether there is a sink
   */
  record Case(int heads, int groups, int queries, int keys, String mask, boolean sinks) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case(2, 2, 3, 3, "all", false),
        new Case(4, 2, 3, 5, "causal", false),
        new Case(4, 1, 1, 7, "all", false),
        new Case(2, 1, 4, 4, "added", false),
        new Case(2, 2, 3, 4, "boolean", false),
        new Case(2, 1, 3, 3, "causal", true));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void attentionIsSoftmaxOfScoresTimesValues(Case c) {
    int width = 8;
    float scale = 0.3f;
    float[] q = MlxTests.numbers(5, c.heads() * c.queries() * width);
    float[] k = MlxTests.numbers(6, c.groups() * c.keys() * width);
    float[] v = MlxTests.numbers(7, c.groups() * c.keys() * width);
    float[] added = mask(c);
    float[] sink = MlxTests.numbers(8, c.heads());
    MlxArray result =
        mlx.fast()
            .attention(
                mlx.create().of(q, 1, c.heads(), c.queries(), width),
                mlx.create().of(k, 1, c.groups(), c.keys(), width),
                mlx.create().of(v, 1, c.groups(), c.keys(), width),
                scale,
                given(c, added),
                c.sinks() ? mlx.create().of(sink, c.heads()) : null);
    float[] expected =
        MlxTests.each(
            q.length,
            at -> {
              int head = at / width / c.queries();
              int query = at / width % c.queries();
              int group = head / (c.heads() / c.groups()) * c.keys();
              double total = c.sinks() ? Math.exp(sink[head]) : 0;
              double sum = 0;
              for (int key = 0; key < c.keys(); key++) {
                double score = added[query * c.keys() + key];
                for (int i = 0; i < width; i++) {
                  score += scale * q[at / width * width + i] * k[(group + key) * width + i];
                }
                total += Math.exp(score);
                sum += Math.exp(score) * v[(group + key) * width + at % width];
              }
              return sum / total;
            });
    Close.assertClose(result, expected);
  }

  private static float[] mask(Case c) {
    float[] numbers = MlxTests.numbers(9, c.queries() * c.keys());
    return MlxTests.each(
        numbers.length,
        at -> {
          int query = at / c.keys();
          int key = at % c.keys();
          return switch (c.mask()) {
            case "causal" -> key <= query + c.keys() - c.queries() ? 0 : Double.NEGATIVE_INFINITY;
            case "added" -> numbers[at];
            case "boolean" -> key == query || numbers[at] > 0 ? 0 : Double.NEGATIVE_INFINITY;
            default -> 0;
          };
        });
  }

  private AttentionMask given(Case c, float[] added) {
    return switch (c.mask()) {
      case "causal" -> new AttentionMask.Causal();
      case "added" -> new AttentionMask.Given(mlx.create().of(added, c.queries(), c.keys()));
      case "boolean" ->
          new AttentionMask.Given(
              mlx.logic()
                  .equal(mlx.create().of(added, c.queries(), c.keys()), mlx.create().scalar(0f)));
      default -> new AttentionMask.All();
    };
  }
}
