package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.NativeFunction;

/** Operations on the elements of one array. */
public final class MlxMath {

  private static final NativeFunction ABS = Bindings.function("mlx_abs");
  private static final NativeFunction NEGATIVE = Bindings.function("mlx_negative");
  private static final NativeFunction EXP = Bindings.function("mlx_exp");
  private static final NativeFunction LOG = Bindings.function("mlx_log");
  private static final NativeFunction SQRT = Bindings.function("mlx_sqrt");
  private static final NativeFunction RSQRT = Bindings.function("mlx_rsqrt");
  private static final NativeFunction RECIPROCAL = Bindings.function("mlx_reciprocal");
  private static final NativeFunction SQUARE = Bindings.function("mlx_square");
  private static final NativeFunction SIN = Bindings.function("mlx_sin");
  private static final NativeFunction COS = Bindings.function("mlx_cos");
  private static final NativeFunction TANH = Bindings.function("mlx_tanh");
  private static final NativeFunction ERF = Bindings.function("mlx_erf");
  private static final NativeFunction SIGMOID = Bindings.function("mlx_sigmoid");
  private static final NativeFunction FLOOR = Bindings.function("mlx_floor");
  private static final NativeFunction CEIL = Bindings.function("mlx_ceil");
  private static final NativeFunction IS_NAN = Bindings.function("mlx_isnan");
  private static final NativeFunction NOT = Bindings.function("mlx_logical_not");

  private final Maker maker;

  MlxMath(Session session) {
    this.maker = session.maker();
  }

  /** Returns absolute values. */
  public MlxArray abs(MlxArray a) {
    return maker.of(ABS, a);
  }

  /** Returns -a. */
  public MlxArray negative(MlxArray a) {
    return maker.of(NEGATIVE, a);
  }

  /** Returns e to the power of a. */
  public MlxArray exp(MlxArray a) {
    return maker.of(EXP, a);
  }

  /** Returns natural logarithms. */
  public MlxArray log(MlxArray a) {
    return maker.of(LOG, a);
  }

  /** Returns square roots. */
  public MlxArray sqrt(MlxArray a) {
    return maker.of(SQRT, a);
  }

  /** Returns 1 / sqrt(a). */
  public MlxArray rsqrt(MlxArray a) {
    return maker.of(RSQRT, a);
  }

  /** Returns 1 / a. */
  public MlxArray reciprocal(MlxArray a) {
    return maker.of(RECIPROCAL, a);
  }

  /** Returns a * a. */
  public MlxArray square(MlxArray a) {
    return maker.of(SQUARE, a);
  }

  /** Returns sines. */
  public MlxArray sin(MlxArray a) {
    return maker.of(SIN, a);
  }

  /** Returns cosines. */
  public MlxArray cos(MlxArray a) {
    return maker.of(COS, a);
  }

  /** Returns hyperbolic tangents. */
  public MlxArray tanh(MlxArray a) {
    return maker.of(TANH, a);
  }

  /** Returns the error function, of which GELU is made. */
  public MlxArray erf(MlxArray a) {
    return maker.of(ERF, a);
  }

  /** Returns 1 / (1 + e^-a); times a it is SiLU. */
  public MlxArray sigmoid(MlxArray a) {
    return maker.of(SIGMOID, a);
  }

  /** Returns the greatest whole numbers not above a. */
  public MlxArray floor(MlxArray a) {
    return maker.of(FLOOR, a);
  }

  /** Returns the least whole numbers not below a. */
  public MlxArray ceil(MlxArray a) {
    return maker.of(CEIL, a);
  }

  /** Returns where a is no number. */
  public MlxArray isNan(MlxArray a) {
    return maker.of(IS_NAN, a);
  }

  /** Returns where a is zero or false. */
  public MlxArray not(MlxArray a) {
    return maker.of(NOT, a);
  }
}
