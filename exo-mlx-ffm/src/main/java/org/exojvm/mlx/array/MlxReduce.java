package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.NativeFunction;

/**
 * Reductions: of all elements to a scalar, or along an axis, which is counted from the end when
 * negative, and stays with length 1 when it is kept.
 */
public final class MlxReduce {

  private static final NativeFunction SUM_ALL = Bindings.function("mlx_sum");
  private static final NativeFunction MEAN_ALL = Bindings.function("mlx_mean");
  private static final NativeFunction MAX_ALL = Bindings.function("mlx_max");
  private static final NativeFunction MIN_ALL = Bindings.function("mlx_min");
  private static final NativeFunction ALL_ALL = Bindings.function("mlx_all");
  private static final NativeFunction ANY_ALL = Bindings.function("mlx_any");
  private static final NativeFunction ARGMAX_ALL = Bindings.function("mlx_argmax");
  private static final NativeFunction SUM = Bindings.function("mlx_sum_axis");
  private static final NativeFunction MEAN = Bindings.function("mlx_mean_axis");
  private static final NativeFunction MAX = Bindings.function("mlx_max_axis");
  private static final NativeFunction MIN = Bindings.function("mlx_min_axis");
  private static final NativeFunction PRODUCT = Bindings.function("mlx_prod_axis");
  private static final NativeFunction ARGMAX = Bindings.function("mlx_argmax_axis");
  private static final NativeFunction ARGMIN = Bindings.function("mlx_argmin_axis");
  private static final NativeFunction LOG_SUM_EXP = Bindings.function("mlx_logsumexp_axis");
  private static final NativeFunction VARIANCE = Bindings.function("mlx_var_axis");

  private final Maker maker;

  MlxReduce(Session session) {
    this.maker = session.maker();
  }

  /** Returns the sum of all. */
  public MlxArray sum(MlxArray a) {
    return maker.of(SUM_ALL, a, false);
  }

  /** Returns the mean of all. */
  public MlxArray mean(MlxArray a) {
    return maker.of(MEAN_ALL, a, false);
  }

  /** Returns the greatest of all. */
  public MlxArray max(MlxArray a) {
    return maker.of(MAX_ALL, a, false);
  }

  /** Returns the least of all. */
  public MlxArray min(MlxArray a) {
    return maker.of(MIN_ALL, a, false);
  }

  /** Returns whether all are true. */
  public MlxArray all(MlxArray a) {
    return maker.of(ALL_ALL, a, false);
  }

  /** Returns whether one is true. */
  public MlxArray any(MlxArray a) {
    return maker.of(ANY_ALL, a, false);
  }

  /** Returns the index of the greatest of all, counted through. */
  public MlxArray argmax(MlxArray a) {
    return maker.of(ARGMAX_ALL, a, false);
  }

  /** Returns sums. */
  public MlxArray sum(MlxArray a, int axis, boolean keepDimension) {
    return maker.of(SUM, a, axis, keepDimension);
  }

  /** Returns means. */
  public MlxArray mean(MlxArray a, int axis, boolean keepDimension) {
    return maker.of(MEAN, a, axis, keepDimension);
  }

  /** Returns the greatest. */
  public MlxArray max(MlxArray a, int axis, boolean keepDimension) {
    return maker.of(MAX, a, axis, keepDimension);
  }

  /** Returns the least. */
  public MlxArray min(MlxArray a, int axis, boolean keepDimension) {
    return maker.of(MIN, a, axis, keepDimension);
  }

  /** Returns products. */
  public MlxArray product(MlxArray a, int axis, boolean keepDimension) {
    return maker.of(PRODUCT, a, axis, keepDimension);
  }

  /** Returns indices of the greatest. */
  public MlxArray argmax(MlxArray a, int axis, boolean keepDimension) {
    return maker.of(ARGMAX, a, axis, keepDimension);
  }

  /** Returns indices of the least. */
  public MlxArray argmin(MlxArray a, int axis, boolean keepDimension) {
    return maker.of(ARGMIN, a, axis, keepDimension);
  }

  /** Returns log(sum(e^a)). */
  public MlxArray logSumExp(MlxArray a, int axis, boolean keepDimension) {
    return maker.of(LOG_SUM_EXP, a, axis, keepDimension);
  }

  /** Returns variances, with the divisor n - freedom. */
  public MlxArray variance(MlxArray a, int axis, boolean keepDimension, int freedom) {
    return maker.of(VARIANCE, a, axis, keepDimension, freedom);
  }
}
