package org.exojvm.mlx.array;

import java.lang.invoke.MethodHandle;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.Values;

/**
 * Looks once whether handles may travel as 64-bit values on this machine, before anything relies on
 * it: a number goes in and comes out again.
 */
final class SelfTest {

  private static final int SAMPLE = 7;

  private static final MethodHandle NEW = Bindings.function("mlx_array_new_int");
  private static final MethodHandle ITEM = Bindings.function("mlx_array_item_int32");
  private static final MethodHandle FREE = Bindings.function("mlx_array_free");

  private SelfTest() {}

  static void run(Session session) {
    long handle = Values.handle(NEW, SAMPLE);
    if (handle == Session.NONE) {
      throw NativeErrors.take("mlx_array_new_int");
    }
    session.done("mlx_array_item_int32", Calls.call(ITEM, session.slot(), handle));
    int read = (int) session.slotValue();
    session.done("mlx_array_free", Calls.call(FREE, handle));
    if (read != SAMPLE) {
      throw new IllegalStateException(
          "MLX was given %d and returned %d: handles do not fit this machine. Report its kind."
              .formatted(SAMPLE, read));
    }
  }
}
