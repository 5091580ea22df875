package org.exojvm.mlx.array;

import com.google.common.collect.ImmutableList;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.WideCalls;

/** Parts of arrays: joined, split, cut out, replaced, and taken by index. */
public final class MlxParts {

  private static final NativeFunction CONCATENATE = Bindings.function("mlx_concatenate_axis");
  private static final NativeFunction STACK = Bindings.function("mlx_stack_axis");
  private static final NativeFunction SPLIT = Bindings.function("mlx_split");
  private static final NativeFunction SPLIT_AT = Bindings.function("mlx_split_sections");
  private static final NativeFunction SLICE = Bindings.function("mlx_slice");
  private static final NativeFunction UPDATE = Bindings.function("mlx_slice_update");
  private static final NativeFunction UPDATE_ADD = Bindings.function("mlx_slice_update_add");
  private static final NativeFunction TAKE = Bindings.function("mlx_take_axis");
  private static final NativeFunction TAKE_ALONG = Bindings.function("mlx_take_along_axis");
  private static final NativeFunction PUT_ALONG = Bindings.function("mlx_put_along_axis");

  private final Session session;
  private final Maker maker;

  MlxParts(Session session) {
    this.session = session;
    this.maker = session.maker();
  }

  /** Returns arrays one after the other along an axis. */
  public MlxArray concatenate(List<MlxArray> arrays, int axis) {
    return Vectors.with(session, arrays, vector -> maker.of(CONCATENATE, vector, axis));
  }

  /** Returns arrays of one shape along a new axis. */
  public MlxArray stack(List<MlxArray> arrays, int axis) {
    return Vectors.with(session, arrays, vector -> maker.of(STACK, vector, axis));
  }

  /** Returns so many equal parts along an axis. */
  public ImmutableList<MlxArray> split(MlxArray a, int parts, int axis) {
    return Vectors.result(
        session,
        SPLIT,
        Calls.call(SPLIT, session.slot(), a.handle(), parts, axis, session.stream()));
  }

  /** Returns the parts between indices along an axis. */
  public ImmutableList<MlxArray> splitAt(MlxArray a, int axis, int... indices) {
    session.check();
    // A list of its own: there may be more parts than an array can have dimensions.
    try (Arena arena = Arena.ofConfined()) {
      long list = arena.allocateFrom(ValueLayout.JAVA_INT, indices).address();
      return Vectors.result(
          session,
          SPLIT_AT,
          Calls.call(
              SPLIT_AT,
              session.slot(),
              a.handle(),
              list,
              (long) indices.length,
              axis,
              session.stream()));
    }
  }

  /**
   * Returns a range of every axis.
   *
   * @param start first indices, one per axis
   * @param stop indices behind the last
   */
  public MlxArray slice(MlxArray a, int[] start, int[] stop) {
    return slice(a, start, stop, ones(start));
  }

  /**
   * Returns every nth index of a range of every axis.
   *
   * @param steps distances between indices, negative to go back
   */
  public MlxArray slice(MlxArray a, int[] start, int[] stop, int[] steps) {
    checkAxes(start, stop, steps);
    return session.array(
        SLICE,
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
    return update(UPDATE, a, part, start, stop, ones(start));
  }

  /** Returns a with every nth index of a range of every axis replaced. */
  public MlxArray update(MlxArray a, MlxArray part, int[] start, int[] stop, int[] steps) {
    return update(UPDATE, a, part, start, stop, steps);
  }

  /** Returns a with a part added to a range of every axis. */
  public MlxArray updateAdd(MlxArray a, MlxArray part, int[] start, int[] stop) {
    return update(UPDATE_ADD, a, part, start, stop, ones(start));
  }

  private MlxArray update(
      NativeFunction f, MlxArray a, MlxArray part, int[] start, int[] stop, int[] steps) {
    checkAxes(start, stop, steps);
    return session.array(
        f,
        WideCalls.call(
            f,
            session.slot(),
            a.handle(),
            part.handle(),
            session.list(0, start),
            start.length,
            session.list(1, stop),
            stop.length,
            session.list(2, steps),
            steps.length,
            session.stream()));
  }

  private static void checkAxes(int[] start, int[] stop, int[] steps) {
    if (start.length != stop.length || start.length != steps.length) {
      throw new IllegalArgumentException(
          "A slice has %d starts, %d stops and %d steps; give one of each per axis."
              .formatted(start.length, stop.length, steps.length));
    }
    // MLX divides by them.
    for (int step : steps) {
      if (step == 0) {
        throw new IllegalArgumentException("A step of a slice is 0; give 1 for every index.");
      }
    }
  }

  private static int[] ones(int[] like) {
    int[] ones = new int[like.length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * Returns the slices of an axis with these indices; rows of an embedding, for one. MLX does not
   * look whether there are such slices: an index that is too great reads foreign memory.
   */
  public MlxArray take(MlxArray a, MlxArray indices, int axis) {
    return maker.of(TAKE, a, indices, axis);
  }

  /**
   * Returns for every place the element whose index along the axis is there, unchecked as {@link
   * #take}.
   */
  public MlxArray takeAlong(MlxArray a, MlxArray indices, int axis) {
    return maker.of(TAKE_ALONG, a, indices, a.checkedAxis(axis));
  }

  /**
   * Returns a with values put at indices along an axis, unchecked as {@link #take}: an index that
   * is too great writes to foreign memory.
   */
  public MlxArray putAlong(MlxArray a, MlxArray indices, MlxArray values, int axis) {
    return maker.of(PUT_ALONG, a, indices, values, a.checkedAxis(axis));
  }
}
