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

  private static final NativeFunction COMPILE = Bindings.function("mlx_compile");
  private static final NativeFunction APPLY = Bindings.function("mlx_closure_apply");
  private static final NativeFunction FREE = Bindings.function("mlx_closure_free");

  private final Session session;
  private final MlxClosure body;
  private final boolean shapeless;
  private long handle;
  private boolean applying;

  MlxFunction(Session session, MlxClosure body, boolean shapeless) {
    this.session = session;
    this.body = body;
    this.shapeless = shapeless;
    compile();
  }

  private void compile() {
    session.done(COMPILE, Calls.call(COMPILE, session.slot(), body.handle(), shapeless));
    handle = session.slotValue();
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
    checkIdle();
    applying = true;
    try {
      return Vectors.with(session, inputs, this::applied);
    } finally {
      applying = false;
    }
  }

  /** Refuses what a body does to its own function; MLX is in the midst of it. */
  private void checkIdle() {
    if (applying) {
      throw new IllegalStateException(
          "The function is being applied; its body cannot apply or close it.");
    }
  }

  private ImmutableList<MlxArray> applied(long inputs) {
    // The body makes arrays meanwhile, by the slots of the session.
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment results = arena.allocate(ValueLayout.JAVA_LONG);
      int code = Calls.call(APPLY, results.address(), handle, inputs);
      if (code != 0) {
        renew();
      }
      body.rethrow();
      return Vectors.taken(session, APPLY, code, results.get(ValueLayout.JAVA_LONG, 0));
    }
  }

  /** MLX keeps what is left of every trace that failed, and looks through all of them again. */
  private void renew() {
    session.done(FREE, Calls.call(FREE, handle));
    handle = Session.NONE;
    compile();
  }

  /** Frees it. A second time does nothing. */
  @Override
  public void close() {
    session.check();
    checkIdle();
    if (handle != Session.NONE) {
      session.done(FREE, Calls.call(FREE, handle));
      handle = Session.NONE;
      body.close();
    }
  }
}
