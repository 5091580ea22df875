package org.exojvm.mlx.array;

import java.lang.invoke.MethodHandle;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;

/** Comparisons of two arrays, broadcast to one shape, and choices; results are booleans. */
public final class MlxLogic {

  private static final MethodHandle EQUAL = Bindings.function("mlx_equal");
  private static final MethodHandle NOT_EQUAL = Bindings.function("mlx_not_equal");
  private static final MethodHandle LESS = Bindings.function("mlx_less");
  private static final MethodHandle LESS_EQUAL = Bindings.function("mlx_less_equal");
  private static final MethodHandle GREATER = Bindings.function("mlx_greater");
  private static final MethodHandle GREATER_EQUAL = Bindings.function("mlx_greater_equal");
  private static final MethodHandle AND = Bindings.function("mlx_logical_and");
  private static final MethodHandle OR = Bindings.function("mlx_logical_or");
  private static final MethodHandle WHERE = Bindings.function("mlx_where");

  private final Session session;

  MlxLogic(Session session) {
    this.session = session;
  }

  /** Returns a == b. */
  public MlxArray equal(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_equal", Calls.call(EQUAL, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns a != b. */
  public MlxArray notEqual(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_not_equal",
        Calls.call(NOT_EQUAL, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns a &lt; b. */
  public MlxArray less(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_less", Calls.call(LESS, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns a &lt;= b. */
  public MlxArray lessEqual(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_less_equal",
        Calls.call(LESS_EQUAL, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns a &gt; b. */
  public MlxArray greater(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_greater",
        Calls.call(GREATER, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns a &gt;= b. */
  public MlxArray greaterEqual(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_greater_equal",
        Calls.call(GREATER_EQUAL, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns where both are true. */
  public MlxArray and(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_logical_and",
        Calls.call(AND, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns where one is true. */
  public MlxArray or(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_logical_or", Calls.call(OR, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns elements of x where the condition is true, of y elsewhere. */
  public MlxArray where(MlxArray condition, MlxArray x, MlxArray y) {
    return session.array(
        "mlx_where",
        Calls.call(
            WHERE, session.slot(), condition.handle(), x.handle(), y.handle(), session.stream()));
  }
}
