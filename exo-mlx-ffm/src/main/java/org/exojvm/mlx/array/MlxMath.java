package org.exojvm.mlx.array;

import java.lang.invoke.MethodHandle;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;

/** Operations on the elements of one array. */
public final class MlxMath {

  private static final MethodHandle ABS = Bindings.function("mlx_abs");
  private static final MethodHandle NEGATIVE = Bindings.function("mlx_negative");
  private static final MethodHandle EXP = Bindings.function("mlx_exp");
  private static final MethodHandle LOG = Bindings.function("mlx_log");
  private static final MethodHandle SQRT = Bindings.function("mlx_sqrt");
  private static final MethodHandle RSQRT = Bindings.function("mlx_rsqrt");
  private static final MethodHandle RECIPROCAL = Bindings.function("mlx_reciprocal");
  private static final MethodHandle SQUARE = Bindings.function("mlx_square");
  private static final MethodHandle SIN = Bindings.function("mlx_sin");
  private static final MethodHandle COS = Bindings.function("mlx_cos");
  private static final MethodHandle TANH = Bindings.function("mlx_tanh");
  private static final MethodHandle ERF = Bindings.function("mlx_erf");
  private static final MethodHandle SIGMOID = Bindings.function("mlx_sigmoid");
  private static final MethodHandle FLOOR = Bindings.function("mlx_floor");
  private static final MethodHandle CEIL = Bindings.function("mlx_ceil");
  private static final MethodHandle IS_NAN = Bindings.function("mlx_isnan");
  private static final MethodHandle NOT = Bindings.function("mlx_logical_not");

  private final Session session;

  MlxMath(Session session) {
    this.session = session;
  }

  /** Returns absolute values. */
  public MlxArray abs(MlxArray a) {
    return session.array("mlx_abs", Calls.call(ABS, session.slot(), a.handle(), session.stream()));
  }

  /** Returns -a. */
  public MlxArray negative(MlxArray a) {
    return session.array(
        "mlx_negative", Calls.call(NEGATIVE, session.slot(), a.handle(), session.stream()));
  }

  /** Returns e to the power of a. */
  public MlxArray exp(MlxArray a) {
    return session.array("mlx_exp", Calls.call(EXP, session.slot(), a.handle(), session.stream()));
  }

  /** Returns natural logarithms. */
  public MlxArray log(MlxArray a) {
    return session.array("mlx_log", Calls.call(LOG, session.slot(), a.handle(), session.stream()));
  }

  /** Returns square roots. */
  public MlxArray sqrt(MlxArray a) {
    return session.array(
        "mlx_sqrt", Calls.call(SQRT, session.slot(), a.handle(), session.stream()));
  }

  /** Returns 1 / sqrt(a). */
  public MlxArray rsqrt(MlxArray a) {
    return session.array(
        "mlx_rsqrt", Calls.call(RSQRT, session.slot(), a.handle(), session.stream()));
  }

  /** Returns 1 / a. */
  public MlxArray reciprocal(MlxArray a) {
    return session.array(
        "mlx_reciprocal", Calls.call(RECIPROCAL, session.slot(), a.handle(), session.stream()));
  }

  /** Returns a * a. */
  public MlxArray square(MlxArray a) {
    return session.array(
        "mlx_square", Calls.call(SQUARE, session.slot(), a.handle(), session.stream()));
  }

  /** Returns sines. */
  public MlxArray sin(MlxArray a) {
    return session.array("mlx_sin", Calls.call(SIN, session.slot(), a.handle(), session.stream()));
  }

  /** Returns cosines. */
  public MlxArray cos(MlxArray a) {
    return session.array("mlx_cos", Calls.call(COS, session.slot(), a.handle(), session.stream()));
  }

  /** Returns hyperbolic tangents. */
  public MlxArray tanh(MlxArray a) {
    return session.array(
        "mlx_tanh", Calls.call(TANH, session.slot(), a.handle(), session.stream()));
  }

  /** Returns the error function, of which GELU is made. */
  public MlxArray erf(MlxArray a) {
    return session.array("mlx_erf", Calls.call(ERF, session.slot(), a.handle(), session.stream()));
  }

  /** Returns 1 / (1 + e^-a); times a it is SiLU. */
  public MlxArray sigmoid(MlxArray a) {
    return session.array(
        "mlx_sigmoid", Calls.call(SIGMOID, session.slot(), a.handle(), session.stream()));
  }

  /** Returns the greatest whole numbers not above a. */
  public MlxArray floor(MlxArray a) {
    return session.array(
        "mlx_floor", Calls.call(FLOOR, session.slot(), a.handle(), session.stream()));
  }

  /** Returns the least whole numbers not below a. */
  public MlxArray ceil(MlxArray a) {
    return session.array(
        "mlx_ceil", Calls.call(CEIL, session.slot(), a.handle(), session.stream()));
  }

  /** Returns where a is no number. */
  public MlxArray isNan(MlxArray a) {
    return session.array(
        "mlx_isnan", Calls.call(IS_NAN, session.slot(), a.handle(), session.stream()));
  }

  /** Returns where a is zero or false. */
  public MlxArray not(MlxArray a) {
    return session.array(
        "mlx_logical_not", Calls.call(NOT, session.slot(), a.handle(), session.stream()));
  }
}
