package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;

/**
 * Functions of arrays that MLX traces once per shapes and types of their inputs, and then computes
 * with its operations fused. On the CPU MLX fuses by calling {@code g++} when it first computes;
 * where there is none, {@link #disable} makes compiled functions run as they are written.
 */
public final class MlxCompile {

  private static final NativeFunction ENABLE = Bindings.function("mlx_enable_compile");
  private static final NativeFunction DISABLE = Bindings.function("mlx_disable_compile");
  private static final NativeFunction CLEAR = Bindings.function("mlx_detail_compile_clear_cache");

  private final Session session;

  MlxCompile(Session session) {
    this.session = session;
  }

  /**
   * Returns a compiled function.
   *
   * @param shapeless whether one trace serves all shapes, which only suits a body that does not
   *     look at them
   */
  public MlxFunction function(MlxBody body, boolean shapeless) {
    session.check();
    MlxClosure closure = MlxClosure.of(session, body);
    try {
      return new MlxFunction(session, closure, shapeless);
    } catch (RuntimeException e) {
      closure.close();
      throw e;
    }
  }

  /** Makes functions be compiled again. */
  public void enable() {
    session.check();
    session.done(ENABLE, Calls.call(ENABLE));
  }

  /** Makes functions that are traced from now on run as they are written. */
  public void disable() {
    session.check();
    session.done(DISABLE, Calls.call(DISABLE));
  }

  /** Forgets all traces; functions are traced again when they are next applied. */
  public void clearCache() {
    session.check();
    if (MlxClosure.isRunning()) {
      throw new IllegalStateException(
          "A function is being traced; forget the traces when it has been applied.");
    }
    session.done(CLEAR, Calls.call(CLEAR));
  }
}
