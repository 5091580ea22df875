package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.NativeFunction;

/** Comparisons of two arrays, broadcast to one shape, and choices; results are booleans. */
public final class MlxLogic {

  private static final NativeFunction EQUAL = Bindings.function("mlx_equal");
  private static final NativeFunction NOT_EQUAL = Bindings.function("mlx_not_equal");
  private static final NativeFunction LESS = Bindings.function("mlx_less");
  private static final NativeFunction LESS_EQUAL = Bindings.function("mlx_less_equal");
  private static final NativeFunction GREATER = Bindings.function("mlx_greater");
  private static final NativeFunction GREATER_EQUAL = Bindings.function("mlx_greater_equal");
  private static final NativeFunction AND = Bindings.function("mlx_logical_and");
  private static final NativeFunction OR = Bindings.function("mlx_logical_or");
  private static final NativeFunction WHERE = Bindings.function("mlx_where");

  private final Maker maker;

  MlxLogic(Session session) {
    this.maker = session.maker();
  }

  /** Returns a == b. */
  public MlxArray equal(MlxArray a, MlxArray b) {
    return maker.of(EQUAL, a, b);
  }

  /** Returns a != b. */
  public MlxArray notEqual(MlxArray a, MlxArray b) {
    return maker.of(NOT_EQUAL, a, b);
  }

  /** Returns a &lt; b. */
  public MlxArray less(MlxArray a, MlxArray b) {
    return maker.of(LESS, a, b);
  }

  /** Returns a &lt;= b. */
  public MlxArray lessEqual(MlxArray a, MlxArray b) {
    return maker.of(LESS_EQUAL, a, b);
  }

  /** Returns a &gt; b. */
  public MlxArray greater(MlxArray a, MlxArray b) {
    return maker.of(GREATER, a, b);
  }

  /** Returns a &gt;= b. */
  public MlxArray greaterEqual(MlxArray a, MlxArray b) {
    return maker.of(GREATER_EQUAL, a, b);
  }

  /** Returns where both are true. */
  public MlxArray and(MlxArray a, MlxArray b) {
    return maker.of(AND, a, b);
  }

  /** Returns where one is true. */
  public MlxArray or(MlxArray a, MlxArray b) {
    return maker.of(OR, a, b);
  }

  /** Returns elements of x where the condition is true, of y elsewhere. */
  public MlxArray where(MlxArray condition, MlxArray x, MlxArray y) {
    return maker.of(WHERE, condition, x, y);
  }
}
