package org.exojvm.mlx.array;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicReference;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.Signature;
import org.exojvm.mlx.library.MlxException;
import org.jspecify.annotations.Nullable;

/**
 * What MLX says when a call fails. Without a handler of its own mlx-c ends the process; this one
 * only copies the text, because an exception that left it would end the process too.
 */
final class NativeErrors {

  /** How much of a text is kept. Shapes and paths are short; a compiler of kernels says more. */
  static final int TEXT_BYTES_MAX = 16 << 10;

  /** {@code void handler(const char* msg, void* data)} of error.h. */
  private static final Signature HANDLER = new Signature("handler", 'v', "pp");

  /** The last error. Calls come from one thread, so after one that failed this is its own. */
  private static final AtomicReference<@Nullable String> LAST = new AtomicReference<>();

  private NativeErrors() {}

  /** Installs the handler, for as long as the process lives. */
  static void install() throws Throwable {
    MethodHandle target =
        MethodHandles.lookup()
            .findStatic(
                NativeErrors.class,
                "keep",
                MethodType.methodType(void.class, long.class, long.class));
    MethodHandle install = Bindings.function("mlx_set_error_handler").handle();
    install.invokeExact(Bindings.callback(target, HANDLER).address(), 0L, 0L);
  }

  @SuppressWarnings("unused") // Called by mlx-c, with a text that ends with a zero.
  private static void keep(long message, long data) {
    try {
      LAST.set(NativeText.at(message, TEXT_BYTES_MAX));
    } catch (Throwable e) {
      LAST.set("unreadable error text: " + e.getClass().getSimpleName());
    }
  }

  /** Returns what to throw for a function that failed. */
  static MlxException take(NativeFunction function) {
    String text = LAST.getAndSet(null);
    return new MlxException(function.name(), text == null ? "it failed without a word" : text);
  }
}
