package org.exojvm.mlx.array;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;

/**
 * What all calls share: the thread they belong to, memory for results and small arguments, the
 * scope that owns what is made, and the stream it is made on.
 */
final class Session {

  /** A null handle, where mlx-c says "may be null". */
  static final long NONE = 0;

  /** Arguments that are lists of numbers: the three of a slice. */
  private static final int LISTS_MAX = 3;

  private static final int LIST_BYTES = Shapes.DIMENSIONS_MAX * Integer.BYTES;
  private static final int SLOTS = 2;

  private static final NativeFunction ARRAY_FREE = Bindings.function("mlx_array_free");

  private final Thread owner = Thread.currentThread();
  // Never closed: a session lives as long as its process. Confined, so other threads are refused.
  private final MemorySegment slots;
  private final MemorySegment lists;
  private final long slotAddress;
  private final long listAddress;
  private final Maker maker = new Maker(this);
  private MlxScope scope = new MlxScope(this, null);
  private long stream;

  Session() {
    Arena arena = Arena.ofConfined();
    slots = arena.allocate(JAVA_LONG, SLOTS);
    lists = arena.allocate(LISTS_MAX * (long) LIST_BYTES, JAVA_LONG.byteAlignment());
    slotAddress = slots.address();
    listAddress = lists.address();
  }

  /** Refuses every thread but the owner; MLX would compute, or crash, on streams of another. */
  @SuppressWarnings("ReferenceEquality") // A thread is itself; this is on the path of every call.
  void check() {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException(
          "MLX belongs to the thread %s and was called by %s; hand the work over."
              .formatted(owner.getName(), Thread.currentThread().getName()));
    }
  }

  /** Returns whether the thread that asks may call. */
  @SuppressWarnings("ReferenceEquality")
  boolean isOwner() {
    return Thread.currentThread() == owner;
  }

  /** Returns where a call puts a handle; zeroed, for mlx-c assigns into what it finds there. */
  long slot() {
    check();
    slots.set(JAVA_LONG, 0, NONE);
    return slotAddress;
  }

  /** Returns where a call puts a second result; after {@link #slot}. */
  long secondSlot() {
    slots.setAtIndex(JAVA_LONG, 1, NONE);
    return slotAddress + Long.BYTES;
  }

  /** Returns what a call has put into the slot. */
  long slotValue() {
    return slots.get(JAVA_LONG, 0);
  }

  long secondSlotValue() {
    return slots.getAtIndex(JAVA_LONG, 1);
  }

  /** Returns the address of a list of numbers, which stays as it is until the call is made. */
  long list(int which, int... values) {
    if (values.length > Shapes.DIMENSIONS_MAX) {
      throw new IllegalArgumentException(
          "%d numbers are more than the %d dimensions of an array; flatten some."
              .formatted(values.length, Shapes.DIMENSIONS_MAX));
    }
    long offset = (long) which * LIST_BYTES;
    MemorySegment.copy(values, 0, lists, JAVA_INT, offset, values.length);
    return listAddress + offset;
  }

  long list(int... values) {
    return list(0, values);
  }

  /** Checks a call that has no result. */
  void done(NativeFunction function, int code) {
    if (code != 0) {
      throw NativeErrors.take(function);
    }
  }

  /** Returns the array that a call has put into the slot. */
  MlxArray array(NativeFunction function, int code) {
    done(function, code);
    return adopt(slots.get(JAVA_LONG, 0));
  }

  /** Returns the array of a constructor, which is null when it failed. */
  MlxArray created(NativeFunction function, long handle) {
    if (handle == NONE) {
      throw NativeErrors.take(function);
    }
    return adopt(handle);
  }

  MlxArray adopt(long handle) {
    return scope.adopt(handle);
  }

  void free(long handle) {
    done(ARRAY_FREE, Calls.call(ARRAY_FREE, handle));
  }

  Maker maker() {
    return maker;
  }

  MlxScope scope() {
    return scope;
  }

  void enter(MlxScope inner) {
    scope = inner;
  }

  long stream() {
    return stream;
  }

  void useStream(long handle) {
    stream = handle;
  }
}
