package org.exojvm.mlx.array;

import com.google.common.collect.ImmutableList;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.WideCalls;

/** Parts of arrays: joined, split, cut out, replaced, and taken by index. */
public final class MlxParts {

  private static final MethodHandle CONCATENATE = Bindings.function("mlx_concatenate_axis");
  private static final MethodHandle STACK = Bindings.function("mlx_stack_axis");
  private static final MethodHandle SPLIT = Bindings.function("mlx_split");
  private static final MethodHandle SPLIT_AT = Bindings.function("mlx_split_sections");
  private static final MethodHandle SLICE = Bindings.function("mlx_slice");
  private static final MethodHandle UPDATE = Bindings.function("mlx_slice_update");
  private static final MethodHandle UPDATE_ADD = Bindings.function("mlx_slice_update_add");
  private static final MethodHandle TAKE = Bindings.function("mlx_take_axis");
  private static final MethodHandle TAKE_ALONG = Bindings.function("mlx_take_along_axis");
  private static final MethodHandle PUT_ALONG = Bindings.function("mlx_put_along_axis");

  private final Session session;

  MlxParts(Session session) {
    this.session = session;
  }

  /** Returns arrays one after the other along an axis. */
  public MlxArray concatenate(List<MlxArray> arrays, int axis) {
    return Vectors.with(
        session,
        arrays,
        vector ->
            session.array(
                "mlx_concatenate_axis",
                Calls.call(CONCATENATE, session.slot(), vector, axis, session.stream())));
  }

  /** Returns arrays of one shape along a new axis. */
  public MlxArray stack(List<MlxArray> arrays, int axis) {
    return Vectors.with(
        session,
        arrays,
        vector ->
            session.array(
                "mlx_stack_axis",
                Calls.call(STACK, session.slot(), vector, axis, session.stream())));
  }

  /** Returns so many equal parts along an axis. */
  public ImmutableList<MlxArray> split(MlxArray a, int parts, int axis) {
    return Vectors.result(
        session,
        "mlx_split",
        Calls.call(SPLIT, session.slot(), a.handle(), parts, axis, session.stream()));
  }

  /** Returns the parts between indices along an axis. */
  public ImmutableList<MlxArray> splitAt(MlxArray a, int axis, int... indices) {
    return Vectors.result(
        session,
        "mlx_split_sections",
        Calls.call(
            SPLIT_AT,
            session.slot(),
            a.handle(),
            session.list(indices),
            (long) indices.length,
            axis,
            session.stream()));
  }

  /**
   * Returns a range of every axis.
   *
   * @param start first indices, one per axis
   * @param stop indices behind the last
   */
  public MlxArray slice(MlxArray a, int[] start, int[] stop) {
    int[] steps = steps(start, stop);
    return session.array(
        "mlx_slice",
        WideCalls.call(
            SLICE,
            session.slot(),
            a.handle(),
            session.list(0, start),
            start.length,
            session.list(1, stop),
            stop.length,
            session.list(2, steps),
            steps.length,
            session.stream()));
  }

  /** Returns a with a range of every axis replaced. */
  public MlxArray update(MlxArray a, MlxArray part, int[] start, int[] stop) {
    return session.array("mlx_slice_update", update(UPDATE, a, part, start, stop));
  }

  /** Returns a with a part added to a range of every axis. */
  public MlxArray updateAdd(MlxArray a, MlxArray part, int[] start, int[] stop) {
    return session.array("mlx_slice_update_add", update(UPDATE_ADD, a, part, start, stop));
  }

  private int update(MethodHandle function, MlxArray a, MlxArray part, int[] start, int[] stop) {
    int[] steps = steps(start, stop);
    return WideCalls.call(
        function,
        session.slot(),
        a.handle(),
        part.handle(),
        session.list(0, start),
        start.length,
        session.list(1, stop),
        stop.length,
        session.list(2, steps),
        steps.length,
        session.stream());
  }

  private static int[] steps(int[] start, int[] stop) {
    if (start.length != stop.length) {
      throw new IllegalArgumentException(
          "A slice has %d starts and %d stops; give one of each per axis."
              .formatted(start.length, stop.length));
    }
    int[] steps = new int[start.length];
    Arrays.fill(steps, 1);
    return steps;
  }

  /** Returns the slices of an axis with these indices; rows of an embedding, for one. */
  public MlxArray take(MlxArray a, MlxArray indices, int axis) {
    return session.array(
        "mlx_take_axis",
        Calls.call(TAKE, session.slot(), a.handle(), indices.handle(), axis, session.stream()));
  }

  /** Returns for every place the element whose index along the axis is there. */
  public MlxArray takeAlong(MlxArray a, MlxArray indices, int axis) {
    return session.array(
        "mlx_take_along_axis",
        Calls.call(
            TAKE_ALONG, session.slot(), a.handle(), indices.handle(), axis, session.stream()));
  }

  /** Returns a with values put at indices along an axis. */
  public MlxArray putAlong(MlxArray a, MlxArray indices, MlxArray values, int axis) {
    return session.array(
        "mlx_put_along_axis",
        Calls.call(
            PUT_ALONG,
            session.slot(),
            a.handle(),
            indices.handle(),
            values.handle(),
            axis,
            session.stream()));
  }
}
