package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.Values;

/** Joining a group of ranks. The environment of the process says which, see RankEnvironment. */
public final class MlxGroups {

  private static final NativeFunction AVAILABLE = Bindings.function("mlx_distributed_is_available");
  private static final NativeFunction INIT = Bindings.function("mlx_distributed_init");

  private final Session session;
  private final MlxStreams streams;
  private boolean tried;

  MlxGroups(Session session, MlxStreams streams) {
    this.session = session;
    this.streams = streams;
  }

  /** Returns whether the library was built with a back end and finds what that needs. */
  public boolean isAvailable(Backend backend) {
    session.check();
    return Values.truth(AVAILABLE, backend.text());
  }

  /**
   * Joins the group that the environment describes, and waits for all ranks.
   *
   * @throws org.exojvm.mlx.library.MlxException if that fails; end the process then
   * @throws IllegalStateException if it was tried before: MLX would give what came of that
   */
  public MlxGroup join(Backend backend) {
    session.check();
    if (tried) {
      throw new IllegalStateException(
          "This process has tried to join a group before; start another one.");
    }
    tried = true;
    // Strict: else a group of one is made where the real one failed, and kept for ever.
    session.done(INIT, Calls.call(INIT, session.slot(), true, backend.text()));
    return new MlxGroup(session, streams.cpu(), backend, session.slotValue());
  }
}
