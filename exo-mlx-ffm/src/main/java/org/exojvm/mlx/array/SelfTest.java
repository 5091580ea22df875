package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.Values;

/**
 * Looks once whether handles may travel as 64-bit values on this machine, before anything relies on
 * it: a number goes in and comes out again.
 */
final class SelfTest {

  private static final int SAMPLE = 7;

  private static final NativeFunction NEW = Bindings.function("mlx_array_new_int");
  private static final NativeFunction ITEM = Bindings.function("mlx_array_item_int32");
  private static final NativeFunction FREE = Bindings.function("mlx_array_free");

  private SelfTest() {}

  static void run(Session session) {
    long handle = Values.handle(NEW, SAMPLE);
    if (handle == Session.NONE) {
      throw NativeErrors.take(NEW);
    }
    session.done(ITEM, Calls.call(ITEM, session.slot(), handle));
    int read = (int) session.slotValue();
    session.done(FREE, Calls.call(FREE, handle));
    if (read != SAMPLE) {
      throw new IllegalStateException(
          "MLX was given %d and returned %d: handles do not fit this machine. Report its kind."
              .formatted(SAMPLE, read));
    }
  }
}
