package org.exojvm.mlx.array;

import java.lang.invoke.MethodHandle;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;

/** Shapes and types. An axis is counted from the end when negative. */
public final class MlxShapes {

  private static final MethodHandle RESHAPE = Bindings.function("mlx_reshape");
  private static final MethodHandle BROADCAST = Bindings.function("mlx_broadcast_to");
  private static final MethodHandle TRANSPOSE = Bindings.function("mlx_transpose");
  private static final MethodHandle TRANSPOSE_AXES = Bindings.function("mlx_transpose_axes");
  private static final MethodHandle EXPAND = Bindings.function("mlx_expand_dims");
  private static final MethodHandle SQUEEZE = Bindings.function("mlx_squeeze_axis");
  private static final MethodHandle SWAP = Bindings.function("mlx_swapaxes");
  private static final MethodHandle REPEAT = Bindings.function("mlx_repeat_axis");
  private static final MethodHandle FLATTEN = Bindings.function("mlx_flatten");
  private static final MethodHandle LOWER = Bindings.function("mlx_tril");
  private static final MethodHandle UPPER = Bindings.function("mlx_triu");
  private static final MethodHandle AS_TYPE = Bindings.function("mlx_astype");
  private static final MethodHandle VIEW = Bindings.function("mlx_view");
  private static final MethodHandle CONTIGUOUS = Bindings.function("mlx_contiguous");

  private final Session session;

  MlxShapes(Session session) {
    this.session = session;
  }

  /** Returns the elements in another shape; one length may be -1 and follows. */
  public MlxArray reshape(MlxArray a, int... shape) {
    return session.array(
        "mlx_reshape",
        Calls.call(
            RESHAPE,
            session.slot(),
            a.handle(),
            session.list(shape),
            (long) shape.length,
            session.stream()));
  }

  /** Returns a repeated to a shape. */
  public MlxArray broadcast(MlxArray a, int... shape) {
    return session.array(
        "mlx_broadcast_to",
        Calls.call(
            BROADCAST,
            session.slot(),
            a.handle(),
            session.list(shape),
            (long) shape.length,
            session.stream()));
  }

  /** Returns a with its axes reversed. */
  public MlxArray transpose(MlxArray a) {
    return session.array(
        "mlx_transpose", Calls.call(TRANSPOSE, session.slot(), a.handle(), session.stream()));
  }

  /** Returns a with its axes in another order. */
  public MlxArray transpose(MlxArray a, int... axes) {
    return session.array(
        "mlx_transpose_axes",
        Calls.call(
            TRANSPOSE_AXES,
            session.slot(),
            a.handle(),
            session.list(axes),
            (long) axes.length,
            session.stream()));
  }

  /** Returns a with an axis of length 1 before one. */
  public MlxArray expand(MlxArray a, int axis) {
    return session.array(
        "mlx_expand_dims", Calls.call(EXPAND, session.slot(), a.handle(), axis, session.stream()));
  }

  /** Returns a without an axis of length 1. */
  public MlxArray squeeze(MlxArray a, int axis) {
    return session.array(
        "mlx_squeeze_axis",
        Calls.call(SQUEEZE, session.slot(), a.handle(), axis, session.stream()));
  }

  /** Returns a with two axes swapped. */
  public MlxArray swap(MlxArray a, int first, int second) {
    return session.array(
        "mlx_swapaxes",
        Calls.call(SWAP, session.slot(), a.handle(), first, second, session.stream()));
  }

  /** Returns every element so many times along an axis. */
  public MlxArray repeat(MlxArray a, int times, int axis) {
    return session.array(
        "mlx_repeat_axis",
        Calls.call(REPEAT, session.slot(), a.handle(), times, axis, session.stream()));
  }

  /** Returns axes from first to last as one. */
  public MlxArray flatten(MlxArray a, int first, int last) {
    return session.array(
        "mlx_flatten",
        Calls.call(FLATTEN, session.slot(), a.handle(), first, last, session.stream()));
  }

  /** Returns a with zeros above a diagonal; 0 is the main one. */
  public MlxArray lower(MlxArray a, int diagonal) {
    return session.array(
        "mlx_tril", Calls.call(LOWER, session.slot(), a.handle(), diagonal, session.stream()));
  }

  /** Returns a with zeros below a diagonal; 0 is the main one. */
  public MlxArray upper(MlxArray a, int diagonal) {
    return session.array(
        "mlx_triu", Calls.call(UPPER, session.slot(), a.handle(), diagonal, session.stream()));
  }

  /** Returns the values in another type. */
  public MlxArray as(MlxArray a, Dtype dtype) {
    return session.array(
        "mlx_astype",
        Calls.call(AS_TYPE, session.slot(), a.handle(), dtype.number(), session.stream()));
  }

  /** Returns the same bytes read as another type; the last axis changes its length with them. */
  public MlxArray view(MlxArray a, Dtype dtype) {
    return session.array(
        "mlx_view", Calls.call(VIEW, session.slot(), a.handle(), dtype.number(), session.stream()));
  }

  /** Returns a laid out row by row, without gaps. */
  public MlxArray contiguous(MlxArray a) {
    return session.array(
        "mlx_contiguous",
        Calls.call(CONTIGUOUS, session.slot(), a.handle(), false, session.stream()));
  }
}
