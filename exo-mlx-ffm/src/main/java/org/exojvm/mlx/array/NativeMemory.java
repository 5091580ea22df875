package org.exojvm.mlx.array;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Signature;

/** Memory of Java that MLX reads: checked before, and given back after. */
final class NativeMemory {

  /** {@code void (*dtor)(void* payload)} of array.h, which is told which loan has ended. */
  static final long GIVE_BACK = callback();

  /** Arenas by loan. Loans end on threads of MLX. */
  private static final ConcurrentMap<Long, Arena> LENT = new ConcurrentHashMap<>();

  private static final AtomicLong LOANS = new AtomicLong();

  private NativeMemory() {}

  /** Checks what MLX would read without looking. */
  static void check(MemorySegment values, Dtype dtype, int... shape) {
    if (!values.isNative()) {
      throw new IllegalArgumentException("MLX cannot read the heap; give native memory.");
    }
    if (!values.scope().isAlive() || !values.isAccessibleBy(Thread.currentThread())) {
      throw new IllegalArgumentException(
          "The memory is freed, or of another thread; give memory that this thread can read.");
    }
    if (values.byteSize() % dtype.bytes() != 0) {
      throw new IllegalArgumentException(
          "%d bytes are no whole number of %s; give whole elements."
              .formatted(values.byteSize(), dtype));
    }
    Shapes.checkFits(values.byteSize() / dtype.bytes(), shape);
  }

  /** Begins a loan, which is to end by {@link #giveBack}. */
  static long lend(Arena owner, MemorySegment values) {
    if (!owner.scope().equals(values.scope())) {
      throw new IllegalArgumentException(
          "The memory is not of the arena that is to be closed; give the arena it is from.");
    }
    if (!values.isAccessibleBy(Thread.ofPlatform().unstarted(() -> {}))) {
      throw new IllegalArgumentException(
          "The arena is of one thread, and MLX gives back on another; use Arena.ofShared().");
    }
    long loan = LOANS.incrementAndGet();
    LENT.put(loan, owner);
    return loan;
  }

  /** Ends a loan. Called by MLX, so it throws nothing. */
  static void giveBack(long loan) {
    try {
      Arena owner = LENT.remove(loan);
      if (owner != null) {
        owner.close();
      }
    } catch (Throwable _) {
      // Somebody of this side still uses it, or it closes by itself.
    }
  }

  private static long callback() {
    try {
      return Bindings.callback(
              MethodHandles.lookup()
                  .findStatic(
                      NativeMemory.class,
                      "giveBack",
                      MethodType.methodType(void.class, long.class)),
              new Signature("dtor", 'v', "p"))
          .address();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("giveBack is not there", e);
    }
  }
}
