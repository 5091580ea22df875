package org.exojvm.mlx.array;

import com.google.common.base.Throwables;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.Signature;
import org.exojvm.mlx.binding.Values;
import org.jspecify.annotations.Nullable;

/**
 * A body that MLX calls back, on the thread of the session and within a call of it. One C function
 * serves all bodies and is told by a number which is meant; nothing that a body throws may reach
 * the native code, so it is kept and thrown again by who has made the call.
 */
final class MlxClosure implements AutoCloseable {

  private static final NativeFunction NEW = Bindings.function("mlx_closure_new_func_payload");
  private static final NativeFunction FREE = Bindings.function("mlx_closure_free");

  /** {@code int (*fun)(mlx_vector_array* res, const mlx_vector_array in, void* payload)}. */
  private static final long CALLBACK = callback();

  private static final int OK = 0;
  private static final int FAILED = 1;

  private static final ConcurrentMap<Long, MlxClosure> BY_NUMBER = new ConcurrentHashMap<>();
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** Bodies that run now; more than one where a body applies another function. */
  private static int running;

  private final Session session;
  private final MlxBody body;
  private final long number = NUMBERS.incrementAndGet();
  private long handle;
  private @Nullable Throwable thrown;

  private MlxClosure(Session session, MlxBody body) {
    this.session = session;
    this.body = body;
  }

  static MlxClosure of(Session session, MlxBody body) {
    MlxClosure closure = new MlxClosure(session, body);
    BY_NUMBER.put(closure.number, closure);
    // Without a destructor: MLX would call it when the process ends, after Java has.
    closure.handle = Values.handle(NEW, CALLBACK, closure.number, Session.NONE);
    if (closure.handle == Session.NONE) {
      closure.close();
      throw NativeErrors.take(NEW);
    }
    return closure;
  }

  long handle() {
    return handle;
  }

  /** Called by MLX; throws nothing. */
  @SuppressWarnings("unused")
  private static int call(long results, long inputs, long number) {
    MlxClosure closure = BY_NUMBER.get(number);
    return closure == null ? FAILED : closure.called(results, inputs);
  }

  private int called(long results, long inputs) {
    MlxScope outer = session.scope();
    running++;
    try (MlxScope inner = new MlxScope(session, outer)) {
      session.enter(inner);
      List<MlxArray> made = body.of(Vectors.arrays(session, inputs));
      put(results, Vectors.of(session, made));
      return OK;
    } catch (Throwable e) {
      thrown = e;
      // Also when the body has left a scope open.
      session.enter(outer);
      return FAILED;
    } finally {
      running--;
    }
  }

  /** Returns whether MLX traces a body now. */
  static boolean isRunning() {
    return running > 0;
  }

  @SuppressWarnings("restricted") // MLX has a null pointer there and takes what it finds after.
  private static void put(long results, long vector) {
    MemorySegment.ofAddress(results).reinterpret(Long.BYTES).set(ValueLayout.JAVA_LONG, 0, vector);
  }

  /** Throws what the body has thrown, if it has. */
  void rethrow() {
    Throwable kept = thrown;
    thrown = null;
    if (kept != null) {
      Throwables.throwIfUnchecked(kept);
      throw new IllegalStateException("The body threw " + kept, kept);
    }
  }

  /** Frees it. Who still has a compiled function of it must not apply that. */
  @Override
  public void close() {
    BY_NUMBER.remove(number);
    if (handle != Session.NONE) {
      session.done(FREE, Calls.call(FREE, handle));
      handle = Session.NONE;
    }
  }

  private static long callback() {
    try {
      return Bindings.callback(
              MethodHandles.lookup()
                  .findStatic(
                      MlxClosure.class,
                      "call",
                      MethodType.methodType(int.class, long.class, long.class, long.class)),
              new Signature("fun", 'i', "php"))
          .address();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("call is not there", e);
    }
  }
}
