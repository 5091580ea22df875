package org.exojvm.mlx.array;

import java.lang.invoke.MethodHandle;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.WideCalls;

/** Order along an axis, which is counted from the end when negative; what samplers are made of. */
public final class MlxOrder {

  private static final MethodHandle SORT = Bindings.function("mlx_sort_axis");
  private static final MethodHandle ARGSORT = Bindings.function("mlx_argsort_axis");
  private static final MethodHandle PARTITION = Bindings.function("mlx_partition_axis");
  private static final MethodHandle ARGPARTITION = Bindings.function("mlx_argpartition_axis");
  private static final MethodHandle TOP = Bindings.function("mlx_topk_axis");
  private static final MethodHandle SOFTMAX = Bindings.function("mlx_softmax_axis");
  private static final MethodHandle CUMULATIVE_SUM = Bindings.function("mlx_cumsum");

  private final Session session;

  MlxOrder(Session session) {
    this.session = session;
  }

  /** Returns elements in ascending order. */
  public MlxArray sort(MlxArray a, int axis) {
    return session.array(
        "mlx_sort_axis", Calls.call(SORT, session.slot(), a.handle(), axis, session.stream()));
  }

  /** Returns indices of elements in ascending order. */
  public MlxArray argsort(MlxArray a, int axis) {
    return session.array(
        "mlx_argsort_axis",
        Calls.call(ARGSORT, session.slot(), a.handle(), axis, session.stream()));
  }

  /** Returns elements with the kth in its place, lesser ones before it. */
  public MlxArray partition(MlxArray a, int kth, int axis) {
    return session.array(
        "mlx_partition_axis",
        Calls.call(PARTITION, session.slot(), a.handle(), kth, axis, session.stream()));
  }

  /** Returns indices with that of the kth in its place, those of lesser ones before it. */
  public MlxArray argpartition(MlxArray a, int kth, int axis) {
    return session.array(
        "mlx_argpartition_axis",
        Calls.call(ARGPARTITION, session.slot(), a.handle(), kth, axis, session.stream()));
  }

  /** Returns the greatest so many elements, in no order. */
  public MlxArray top(MlxArray a, int count, int axis) {
    return session.array(
        "mlx_topk_axis",
        Calls.call(TOP, session.slot(), a.handle(), count, axis, session.stream()));
  }

  /** Returns e^a / sum(e^a); precisely computes in 32 bits whatever the type. */
  public MlxArray softmax(MlxArray a, int axis, boolean precisely) {
    return session.array(
        "mlx_softmax_axis",
        Calls.call(SOFTMAX, session.slot(), a.handle(), axis, precisely, session.stream()));
  }

  /** Returns running sums, including each element itself. */
  public MlxArray cumulativeSum(MlxArray a, int axis) {
    return session.array(
        "mlx_cumsum",
        WideCalls.call(
            CUMULATIVE_SUM, session.slot(), a.handle(), axis, false, true, session.stream()));
  }
}
