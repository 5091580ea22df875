package org.exojvm.mlx.array;

import java.lang.invoke.MethodHandle;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;

/** Operations on two arrays, which are broadcast to one shape and promoted to one type. */
public final class MlxArithmetic {

  private static final MethodHandle ADD = Bindings.function("mlx_add");
  private static final MethodHandle SUBTRACT = Bindings.function("mlx_subtract");
  private static final MethodHandle MULTIPLY = Bindings.function("mlx_multiply");
  private static final MethodHandle DIVIDE = Bindings.function("mlx_divide");
  private static final MethodHandle REMAINDER = Bindings.function("mlx_remainder");
  private static final MethodHandle POWER = Bindings.function("mlx_power");
  private static final MethodHandle MAXIMUM = Bindings.function("mlx_maximum");
  private static final MethodHandle MINIMUM = Bindings.function("mlx_minimum");
  private static final MethodHandle LOG_ADD_EXP = Bindings.function("mlx_logaddexp");

  private final Session session;

  MlxArithmetic(Session session) {
    this.session = session;
  }

  /** Returns a + b. */
  public MlxArray add(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_add", Calls.call(ADD, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns a - b. */
  public MlxArray subtract(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_subtract",
        Calls.call(SUBTRACT, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns a * b. */
  public MlxArray multiply(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_multiply",
        Calls.call(MULTIPLY, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns a / b, as floats. */
  public MlxArray divide(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_divide", Calls.call(DIVIDE, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns a modulo b, with the sign of b. */
  public MlxArray remainder(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_remainder",
        Calls.call(REMAINDER, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns a to the power of b. */
  public MlxArray power(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_power", Calls.call(POWER, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns the greater of a and b. */
  public MlxArray maximum(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_maximum",
        Calls.call(MAXIMUM, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns the lesser of a and b. */
  public MlxArray minimum(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_minimum",
        Calls.call(MINIMUM, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns log(e^a + e^b). */
  public MlxArray logAddExp(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_logaddexp",
        Calls.call(LOG_ADD_EXP, session.slot(), a.handle(), b.handle(), session.stream()));
  }
}
