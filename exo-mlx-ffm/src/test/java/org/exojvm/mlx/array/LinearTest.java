package org.exojvm.mlx.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.stream.Stream;
import org.exojvm.mlx.library.LibraryTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: products of matrices are those of three loops, also with quantised weights. Method: weights
 * are unpacked in Java from the bits that MLX has packed.
 */
@Tag(LibraryTests.TAG)
class LinearTest {

  private static final int OUT = 6;
  private static final int IN = 128;
  private static final int ROWS = 3;

  private final Mlx mlx = MlxTests.mlx();
  private final MlxScope scope = mlx.scope();
  private final float[] x = MlxTests.numbers(1, ROWS * IN);
  private final float[] w = MlxTests.numbers(2, OUT * IN);

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void matricesAreMultiplied() {
    float[] product = MlxTests.product(x, MlxTests.transposed(w, OUT, IN), ROWS, IN, OUT);
    MlxArray weights = mlx.shapes().transpose(mlx.create().of(w, OUT, IN));
    MlxArray input = mlx.create().of(x, ROWS, IN);
    Close.assertClose(mlx.linear().matmul(input, weights), product);
    MlxArray bias = mlx.create().range(0, OUT, 1, Dtype.FLOAT32);
    Close.assertClose(
        mlx.linear().addMatmul(bias, input, weights, 2, 3),
        MlxTests.each(product.length, i -> 2 * product[i] + 3 * (i % OUT)));
  }

  @Test
  void matricesAreChosenByIndex() {
    MlxArray both = mlx.create().of(MlxTests.numbers(4, 2 * 2 * 2), 2, 2, 2);
    MlxArray one = mlx.create().of(new float[] {1, 0, 0, 1}, 1, 2, 2);
    MlxArray second = mlx.create().of(new int[] {1}, 1);
    MlxArray index = mlx.shapes().as(second, Dtype.UINT32);
    MlxArray chosen = mlx.linear().gatherMatmul(one, both, null, index, true);
    float[] all = both.toFloats();
    Close.assertClose(chosen, all[4], all[5], all[6], all[7]);
  }

  static Stream<QuantSpec> layouts() {
    return Stream.of(
        new QuantSpec(64, 4, QuantMode.AFFINE),
        new QuantSpec(32, 8, QuantMode.AFFINE),
        new QuantSpec(32, 4, QuantMode.MXFP4),
        new QuantSpec(32, 8, QuantMode.MXFP8),
        new QuantSpec(16, 4, QuantMode.NVFP4));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void quantisedWeightsAreWhatTheirBitsSay(QuantSpec spec) {
    Quantized quantized = mlx.quant().quantize(mlx.create().of(w, OUT, IN), spec);
    assertThat(quantized.biases().isPresent()).isEqualTo(spec.mode().isBiased());
    float[] unpacked = unpack(quantized);
    Close.assertClose(mlx.quant().dequantize(quantized, Dtype.FLOAT32), unpacked);
    float step = step(spec);
    Close.assertWithin(step, mlx.create().of(unpacked, OUT, IN), w);
    MlxArray input = mlx.create().of(x, ROWS, IN);
    float[] product = MlxTests.product(x, MlxTests.transposed(unpacked, OUT, IN), ROWS, IN, OUT);
    Close.assertClose(mlx.quant().matmul(input, quantized, true), product);
    Quantized experts = mlx.quant().quantize(mlx.create().of(w, 2, OUT / 2, IN), spec);
    MlxArray second = mlx.shapes().as(mlx.create().of(new int[] {1}, 1), Dtype.UINT32);
    MlxArray chosen =
        mlx.quant().gatherMatmul(mlx.shapes().expand(input, 0), experts, null, second, true, true);
    int half = OUT / 2;
    Close.assertClose(
        chosen, MlxTests.each(ROWS * half, i -> product[i / half * OUT + half + i % half]));
  }

  @Test
  void weightsWithScalesOfOtherShapesAreRefusedForMlxWouldReadBeyondThem() {
    QuantSpec spec = new QuantSpec(64, 4, QuantMode.AFFINE);
    Quantized right = mlx.quant().quantize(mlx.create().of(w, OUT, IN), spec);
    MlxArray few = mlx.create().of(new float[2], 1, 2);
    assertThatThrownBy(() -> new Quantized(right.weights(), few, right.biases(), spec))
        .hasMessageContaining("have scales FLOAT32[1, 2] instead of [6, 2]");
    assertThatThrownBy(() -> new Quantized(right.weights(), right.scales(), Optional.of(few), spec))
        .hasMessageContaining("have biases FLOAT32[1, 2] instead of [6, 2]");
    assertThatThrownBy(() -> new QuantSpec(0, 4, QuantMode.AFFINE))
        .hasMessageStartingWith("Groups of 0 elements of 4 bits are none");
  }

  /** How far apart the numbers that the bits can say are, between -1 and 1. */
  private static float step(QuantSpec spec) {
    return switch (spec.mode()) {
      case AFFINE -> 2f / ((1 << spec.bits()) - 1);
      // Scales are powers of two; the greatest numbers may be beyond what they reach.
      case MXFP8 -> 1f / 8;
      case MXFP4, NVFP4 -> 1f / 4;
    };
  }

  private static float[] unpack(Quantized quantized) {
    QuantSpec spec = quantized.spec();
    ByteBuffer packed =
        ByteBuffer.wrap(quantized.weights().toBytes()).order(ByteOrder.LITTLE_ENDIAN);
    int perWord = Integer.SIZE / spec.bits();
    float[] scales =
        spec.mode().isBiased() ? quantized.scales().toFloats() : scales(quantized, spec.mode());
    float[] biases = quantized.biases().map(MlxArray::toFloats).orElse(new float[scales.length]);
    return MlxTests.each(
        OUT * IN,
        i -> {
          int word = packed.getInt(i / perWord * Integer.BYTES);
          int bits = word >>> (i % perWord * spec.bits()) & ((1 << spec.bits()) - 1);
          int group = i / spec.groupSize();
          return value(bits, spec) * scales[group] + biases[group];
        });
  }

  private static float[] scales(Quantized quantized, QuantMode mode) {
    byte[] scales = quantized.scales().toBytes();
    return MlxTests.each(
        scales.length,
        i ->
            mode == QuantMode.NVFP4
                ? e4m3(scales[i] & 0xff)
                : Math.pow(2, (scales[i] & 0xff) - 127));
  }

  private static double value(int bits, QuantSpec spec) {
    return switch (spec.mode()) {
      case AFFINE -> bits;
      case MXFP8 -> e4m3(bits);
      case MXFP4, NVFP4 -> e2m1(bits);
    };
  }

  /** A sign, 2 bits of exponent with bias 1, 1 bit of fraction. */
  private static double e2m1(int bits) {
    return minifloat(bits, 2, 1, 1);
  }

  /** A sign, 4 bits of exponent with bias 7, 3 bits of fraction. */
  private static double e4m3(int bits) {
    return minifloat(bits, 4, 3, 7);
  }

  private static double minifloat(int bits, int exponentBits, int fractionBits, int bias) {
    int exponent = bits >> fractionBits & ((1 << exponentBits) - 1);
    double fraction = (bits & ((1 << fractionBits) - 1)) / (double) (1 << fractionBits);
    double size =
        exponent == 0
            ? fraction * Math.pow(2, 1 - bias)
            : (1 + fraction) * Math.pow(2, exponent - bias);
    return bits >> (exponentBits + fractionBits) == 0 ? size : -size;
  }
}
