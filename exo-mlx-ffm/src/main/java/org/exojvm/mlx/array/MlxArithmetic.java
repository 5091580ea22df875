package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.NativeFunction;

/** Operations on two arrays, which are broadcast to one shape and promoted to one type. */
public final class MlxArithmetic {

  private static final NativeFunction ADD = Bindings.function("mlx_add");
  private static final NativeFunction SUBTRACT = Bindings.function("mlx_subtract");
  private static final NativeFunction MULTIPLY = Bindings.function("mlx_multiply");
  private static final NativeFunction DIVIDE = Bindings.function("mlx_divide");
  private static final NativeFunction REMAINDER = Bindings.function("mlx_remainder");
  private static final NativeFunction POWER = Bindings.function("mlx_power");
  private static final NativeFunction MAXIMUM = Bindings.function("mlx_maximum");
  private static final NativeFunction MINIMUM = Bindings.function("mlx_minimum");
  private static final NativeFunction LOG_ADD_EXP = Bindings.function("mlx_logaddexp");

  private final Maker maker;

  MlxArithmetic(Session session) {
    this.maker = session.maker();
  }

  /** Returns a + b. */
  public MlxArray add(MlxArray a, MlxArray b) {
    return maker.of(ADD, a, b);
  }

  /** Returns a - b. */
  public MlxArray subtract(MlxArray a, MlxArray b) {
    return maker.of(SUBTRACT, a, b);
  }

  /** Returns a * b. */
  public MlxArray multiply(MlxArray a, MlxArray b) {
    return maker.of(MULTIPLY, a, b);
  }

  /** Returns a / b, as floats. */
  public MlxArray divide(MlxArray a, MlxArray b) {
    return maker.of(DIVIDE, a, b);
  }

  /** Returns a modulo b, with the sign of b. */
  public MlxArray remainder(MlxArray a, MlxArray b) {
    return maker.of(REMAINDER, a, b);
  }

  /** Returns a to the power of b. */
  public MlxArray power(MlxArray a, MlxArray b) {
    return maker.of(POWER, a, b);
  }

  /** Returns the greater of a and b. */
  public MlxArray maximum(MlxArray a, MlxArray b) {
    return maker.of(MAXIMUM, a, b);
  }

  /** Returns the lesser of a and b. */
  public MlxArray minimum(MlxArray a, MlxArray b) {
    return maker.of(MINIMUM, a, b);
  }

  /** Returns log(e^a + e^b). */
  public MlxArray logAddExp(MlxArray a, MlxArray b) {
    return maker.of(LOG_ADD_EXP, a, b);
  }
}
