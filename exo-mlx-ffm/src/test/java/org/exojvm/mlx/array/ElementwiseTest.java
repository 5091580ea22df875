package org.exojvm.mlx.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.exojvm.mlx.library.LibraryTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: operations on elements give what Java's arithmetic gives. */
@Tag(LibraryTests.TAG)
class ElementwiseTest {

  private static final Mlx MLX = MlxTests.mlx();
  private static final int COUNT = 64;

  /** Steps of the integral that defines the error function. */
  private static final int STEPS = 2_000;

  private final MlxScope scope = MLX.scope();

  @AfterEach
  void close() {
    scope.close();
  }

  static Stream<Arguments> ofOne() {
    MlxMath math = MLX.math();
    return Stream.of(
        one("abs", math::abs, Math::abs),
        one("negative", math::negative, x -> -x),
        one("exp", math::exp, Math::exp),
        one("log", a -> math.log(math.abs(a)), x -> Math.log(Math.abs(x))),
        one("sqrt", a -> math.sqrt(math.abs(a)), x -> Math.sqrt(Math.abs(x))),
        one("rsqrt", a -> math.rsqrt(math.abs(a)), x -> 1 / Math.sqrt(Math.abs(x))),
        one("reciprocal", math::reciprocal, x -> 1 / x),
        one("square", math::square, x -> x * x),
        one("sin", math::sin, Math::sin),
        one("cos", math::cos, Math::cos),
        one("tanh", math::tanh, Math::tanh),
        one("erf", math::erf, ElementwiseTest::erf),
        one("sigmoid", math::sigmoid, x -> 1 / (1 + Math.exp(-x))),
        one("floor", math::floor, Math::floor),
        one("ceil", math::ceil, Math::ceil),
        one("not", math::not, x -> x == 0 ? 1 : 0),
        one("isNan", a -> math.isNan(math.log(a)), x -> x < 0 ? 1 : 0));
  }

  private static Arguments one(String name, UnaryOperator<MlxArray> mlx, DoubleUnaryOperator java) {
    return arguments(name, mlx, java);
  }

  /** 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x, by Simpson's rule. */
  static double erf(double x) {
    double sum = 1 + Math.exp(-x * x);
    double step = x / STEPS;
    for (int i = 1; i < STEPS; i++) {
      sum += (i % 2 == 0 ? 2 : 4) * Math.exp(-(i * step) * (i * step));
    }
    return 2 / Math.sqrt(Math.PI) * sum * step / 3;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofOne")
  void anOperationOnOneArrayIsJavas(
      String name, UnaryOperator<MlxArray> mlx, DoubleUnaryOperator java) {
    float[] numbers = MlxTests.numbers(name.hashCode(), COUNT);
    numbers[0] = 0.5f;
    Close.assertClose(
        mlx.apply(MLX.create().of(numbers, 8, 8)),
        MlxTests.each(COUNT, i -> java.applyAsDouble(numbers[i])));
  }

  static Stream<Arguments> ofTwo() {
    MlxArithmetic arithmetic = MLX.arithmetic();
    MlxLogic logic = MLX.logic();
    return Stream.of(
        two("add", arithmetic::add, (x, y) -> x + y),
        two("subtract", arithmetic::subtract, (x, y) -> x - y),
        two("multiply", arithmetic::multiply, (x, y) -> x * y),
        two("divide", arithmetic::divide, (x, y) -> x / y),
        two("remainder", arithmetic::remainder, (x, y) -> x - y * Math.floor(x / y)),
        two("power", (a, b) -> arithmetic.power(MLX.math().abs(a), b), ElementwiseTest::power),
        two("maximum", arithmetic::maximum, Math::max),
        two("minimum", arithmetic::minimum, Math::min),
        two("logAddExp", arithmetic::logAddExp, (x, y) -> Math.log(Math.exp(x) + Math.exp(y))),
        two("equal", logic::equal, (x, y) -> x == y ? 1 : 0),
        two("notEqual", logic::notEqual, (x, y) -> x == y ? 0 : 1),
        two("less", logic::less, (x, y) -> x < y ? 1 : 0),
        two("lessEqual", logic::lessEqual, (x, y) -> x <= y ? 1 : 0),
        two("greater", logic::greater, (x, y) -> x > y ? 1 : 0),
        two("greaterEqual", logic::greaterEqual, (x, y) -> x >= y ? 1 : 0),
        two("and", halves(logic::and), (x, y) -> x > 0 && y > 0 ? 1 : 0),
        two("or", halves(logic::or), (x, y) -> x > 0 || y > 0 ? 1 : 0));
  }

  private static Arguments two(
      String name, BinaryOperator<MlxArray> mlx, DoubleBinaryOperator java) {
    return arguments(name, mlx, java);
  }

  private static double power(double x, double y) {
    return Math.pow(Math.abs(x), y);
  }

  /** Lets positive numbers be true. */
  private static BinaryOperator<MlxArray> halves(BiFunction<MlxArray, MlxArray, MlxArray> logic) {
    MlxArray zero = MLX.create().scalar(0f);
    return (a, b) -> logic.apply(MLX.logic().greater(a, zero), MLX.logic().greater(b, zero));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofTwo")
  void anOperationOnTwoArraysIsJavas(
      String name, BinaryOperator<MlxArray> mlx, DoubleBinaryOperator java) {
    float[] a = MlxTests.numbers(name.hashCode(), COUNT);
    float[] b = MlxTests.numbers(name.hashCode() + 1L, COUNT);
    b[1] = a[1];
    Close.assertClose(
        mlx.apply(MLX.create().of(a, COUNT), MLX.create().of(b, COUNT)),
        MlxTests.each(COUNT, i -> java.applyAsDouble(a[i], b[i])));
  }

  @Test
  void shapesAndTypesAreBroadcastAndPromoted() {
    MlxArray column = MLX.create().of(new float[] {1, 2}, 2, 1);
    MlxArray row = MLX.create().of(new int[] {10, 20, 30}, 3);
    MlxArray sum = MLX.arithmetic().add(column, row);
    assertThat(sum).hasToString("FLOAT32[2, 3]");
    assertThat(sum.toFloats()).containsExactly(11, 21, 31, 12, 22, 32);
  }

  @Test
  void aChoiceTakesFromOneOrTheOther() {
    MlxArray condition = MLX.create().of(new byte[] {1, 0, 1}, Dtype.BOOL, 3);
    MlxArray chosen =
        MLX.logic()
            .where(condition, MLX.create().of(new int[] {1, 2, 3}, 3), MLX.create().scalar(9));
    assertThat(chosen.toInts()).containsExactly(1, 9, 3);
  }
}
