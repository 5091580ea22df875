package org.exojvm.mlx.array;

import java.lang.invoke.MethodHandle;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.WideCalls;

/**
 * Reductions: of all elements to a scalar, or along an axis, which is counted from the end when
 * negative, and stays with length 1 when it is kept.
 */
public final class MlxReduce {

  private static final MethodHandle SUM_ALL = Bindings.function("mlx_sum");
  private static final MethodHandle MEAN_ALL = Bindings.function("mlx_mean");
  private static final MethodHandle MAX_ALL = Bindings.function("mlx_max");
  private static final MethodHandle MIN_ALL = Bindings.function("mlx_min");
  private static final MethodHandle ALL_ALL = Bindings.function("mlx_all");
  private static final MethodHandle ANY_ALL = Bindings.function("mlx_any");
  private static final MethodHandle ARGMAX_ALL = Bindings.function("mlx_argmax");
  private static final MethodHandle SUM = Bindings.function("mlx_sum_axis");
  private static final MethodHandle MEAN = Bindings.function("mlx_mean_axis");
  private static final MethodHandle MAX = Bindings.function("mlx_max_axis");
  private static final MethodHandle MIN = Bindings.function("mlx_min_axis");
  private static final MethodHandle PRODUCT = Bindings.function("mlx_prod_axis");
  private static final MethodHandle ARGMAX = Bindings.function("mlx_argmax_axis");
  private static final MethodHandle ARGMIN = Bindings.function("mlx_argmin_axis");
  private static final MethodHandle LOG_SUM_EXP = Bindings.function("mlx_logsumexp_axis");
  private static final MethodHandle VARIANCE = Bindings.function("mlx_var_axis");

  private final Session session;

  MlxReduce(Session session) {
    this.session = session;
  }

  /** Returns the sum of all. */
  public MlxArray sum(MlxArray a) {
    return session.array(
        "mlx_sum", Calls.call(SUM_ALL, session.slot(), a.handle(), false, session.stream()));
  }

  /** Returns the mean of all. */
  public MlxArray mean(MlxArray a) {
    return session.array(
        "mlx_mean", Calls.call(MEAN_ALL, session.slot(), a.handle(), false, session.stream()));
  }

  /** Returns the greatest of all. */
  public MlxArray max(MlxArray a) {
    return session.array(
        "mlx_max", Calls.call(MAX_ALL, session.slot(), a.handle(), false, session.stream()));
  }

  /** Returns the least of all. */
  public MlxArray min(MlxArray a) {
    return session.array(
        "mlx_min", Calls.call(MIN_ALL, session.slot(), a.handle(), false, session.stream()));
  }

  /** Returns whether all are true. */
  public MlxArray all(MlxArray a) {
    return session.array(
        "mlx_all", Calls.call(ALL_ALL, session.slot(), a.handle(), false, session.stream()));
  }

  /** Returns whether one is true. */
  public MlxArray any(MlxArray a) {
    return session.array(
        "mlx_any", Calls.call(ANY_ALL, session.slot(), a.handle(), false, session.stream()));
  }

  /** Returns the index of the greatest of all, counted through. */
  public MlxArray argmax(MlxArray a) {
    return session.array(
        "mlx_argmax", Calls.call(ARGMAX_ALL, session.slot(), a.handle(), false, session.stream()));
  }

  /** Returns sums. */
  public MlxArray sum(MlxArray a, int axis, boolean keepDimension) {
    return session.array(
        "mlx_sum_axis",
        Calls.call(SUM, session.slot(), a.handle(), axis, keepDimension, session.stream()));
  }

  /** Returns means. */
  public MlxArray mean(MlxArray a, int axis, boolean keepDimension) {
    return session.array(
        "mlx_mean_axis",
        Calls.call(MEAN, session.slot(), a.handle(), axis, keepDimension, session.stream()));
  }

  /** Returns the greatest. */
  public MlxArray max(MlxArray a, int axis, boolean keepDimension) {
    return session.array(
        "mlx_max_axis",
        Calls.call(MAX, session.slot(), a.handle(), axis, keepDimension, session.stream()));
  }

  /** Returns the least. */
  public MlxArray min(MlxArray a, int axis, boolean keepDimension) {
    return session.array(
        "mlx_min_axis",
        Calls.call(MIN, session.slot(), a.handle(), axis, keepDimension, session.stream()));
  }

  /** Returns products. */
  public MlxArray product(MlxArray a, int axis, boolean keepDimension) {
    return session.array(
        "mlx_prod_axis",
        Calls.call(PRODUCT, session.slot(), a.handle(), axis, keepDimension, session.stream()));
  }

  /** Returns indices of the greatest. */
  public MlxArray argmax(MlxArray a, int axis, boolean keepDimension) {
    return session.array(
        "mlx_argmax_axis",
        Calls.call(ARGMAX, session.slot(), a.handle(), axis, keepDimension, session.stream()));
  }

  /** Returns indices of the least. */
  public MlxArray argmin(MlxArray a, int axis, boolean keepDimension) {
    return session.array(
        "mlx_argmin_axis",
        Calls.call(ARGMIN, session.slot(), a.handle(), axis, keepDimension, session.stream()));
  }

  /** Returns log(sum(e^a)). */
  public MlxArray logSumExp(MlxArray a, int axis, boolean keepDimension) {
    return session.array(
        "mlx_logsumexp_axis",
        Calls.call(LOG_SUM_EXP, session.slot(), a.handle(), axis, keepDimension, session.stream()));
  }

  /** Returns variances, with the divisor n - freedom. */
  public MlxArray variance(MlxArray a, int axis, boolean keepDimension, int freedom) {
    return session.array(
        "mlx_var_axis",
        WideCalls.call(
            VARIANCE, session.slot(), a.handle(), axis, keepDimension, freedom, session.stream()));
  }
}
