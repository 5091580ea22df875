package org.exojvm.mlx.array;

import com.google.common.collect.ImmutableList;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;

/** A compiled function of arrays; lives until it is closed, whatever scope it was made in. */
public final class MlxFunction implements AutoCloseable {

  private static final NativeFunction APPLY = Bindings.function("mlx_closure_apply");
  private static final NativeFunction FREE = Bindings.function("mlx_closure_free");

  private final Session session;
  private final MlxClosure body;
  private long handle;

  MlxFunction(Session session, MlxClosure body, long handle) {
    this.session = session;
    this.body = body;
    this.handle = handle;
  }

  /**
   * Applies it; computes nothing yet.
   *
   * @throws RuntimeException what the body has thrown, if it was traced
   * @throws org.exojvm.mlx.library.MlxException if MLX refuses its results
   */
  public ImmutableList<MlxArray> apply(List<MlxArray> inputs) {
    session.check();
    if (handle == Session.NONE) {
      throw new IllegalStateException("The function is closed; make it again.");
    }
    return Vectors.with(session, inputs, this::applied);
  }

  private ImmutableList<MlxArray> applied(long inputs) {
    // The body makes arrays meanwhile, by the slots of the session.
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment results = arena.allocate(ValueLayout.JAVA_LONG);
      int code = Calls.call(APPLY, results.address(), handle, inputs);
      body.rethrow();
      return Vectors.taken(session, APPLY, code, results.get(ValueLayout.JAVA_LONG, 0));
    }
  }

  /** Frees it. A second time does nothing. */
  @Override
  public void close() {
    session.check();
    if (handle != Session.NONE) {
      session.done(FREE, Calls.call(FREE, handle));
      handle = Session.NONE;
      body.close();
    }
  }
}
