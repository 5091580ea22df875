package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.NativeFunction;

/** Order along an axis, which is counted from the end when negative; what samplers are made of. */
public final class MlxOrder {

  private static final NativeFunction SORT = Bindings.function("mlx_sort_axis");
  private static final NativeFunction ARGSORT = Bindings.function("mlx_argsort_axis");
  private static final NativeFunction PARTITION = Bindings.function("mlx_partition_axis");
  private static final NativeFunction ARGPARTITION = Bindings.function("mlx_argpartition_axis");
  private static final NativeFunction TOP = Bindings.function("mlx_topk_axis");
  private static final NativeFunction AS_TYPE = Bindings.function("mlx_astype");
  private static final NativeFunction SOFTMAX = Bindings.function("mlx_softmax_axis");
  private static final NativeFunction CUMULATIVE_SUM = Bindings.function("mlx_cumsum");

  private final Maker maker;

  MlxOrder(Session session) {
    this.maker = session.maker();
  }

  /** Returns elements in ascending order. */
  public MlxArray sort(MlxArray a, int axis) {
    return isNothing(a, axis) ? a.share() : maker.of(SORT, a, axis);
  }

  /** Returns indices of elements in ascending order. */
  public MlxArray argsort(MlxArray a, int axis) {
    return isNothing(a, axis)
        ? maker.of(AS_TYPE, a, Dtype.UINT32.number())
        : maker.of(ARGSORT, a, axis);
  }

  /** Returns elements with the kth in its place, lesser ones before it. */
  public MlxArray partition(MlxArray a, int kth, int axis) {
    return maker.of(PARTITION, a, kth, axis);
  }

  /** Returns indices with that of the kth in its place, those of lesser ones before it. */
  public MlxArray argpartition(MlxArray a, int kth, int axis) {
    return maker.of(ARGPARTITION, a, kth, axis);
  }

  /** Returns the greatest so many elements, in no order. */
  public MlxArray top(MlxArray a, int count, int axis) {
    return maker.of(TOP, a, count, axis);
  }

  /** Returns e^a / sum(e^a); precisely computes in 32 bits whatever the type. */
  public MlxArray softmax(MlxArray a, int axis, boolean precisely) {
    return maker.of(SOFTMAX, a, axis, precisely);
  }

  /** Returns running sums, including each element itself. */
  public MlxArray cumulativeSum(MlxArray a, int axis) {
    return isNothing(a, axis) ? a.share() : maker.of(CUMULATIVE_SUM, a, axis, false, true);
  }

  /** Returns whether there is nothing along an axis, on which some operations of MLX crash. */
  private static boolean isNothing(MlxArray a, int axis) {
    a.checkedAxis(axis);
    return a.size() == 0;
  }
}
