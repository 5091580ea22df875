package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.Values;
import org.exojvm.mlx.binding.WideCalls;

/**
 * The group this process is a rank of. All ranks must compute the same collectives in the same
 * order; they run when their results are computed. After an error the group is dead: some later
 * calls hang, so the process is to end, which {@code RunnerChildHost} does.
 */
public final class MlxGroup {

  private static final NativeFunction RANK = Bindings.function("mlx_distributed_group_rank");
  private static final NativeFunction SIZE = Bindings.function("mlx_distributed_group_size");
  private static final NativeFunction ALL_SUM = Bindings.function("mlx_distributed_all_sum");
  private static final NativeFunction ALL_MAX = Bindings.function("mlx_distributed_all_max");
  private static final NativeFunction ALL_MIN = Bindings.function("mlx_distributed_all_min");
  private static final NativeFunction SUM_SCATTER =
      Bindings.function("mlx_distributed_sum_scatter");
  private static final NativeFunction ALL_GATHER = Bindings.function("mlx_distributed_all_gather");
  private static final NativeFunction SEND = Bindings.function("mlx_distributed_send");
  private static final NativeFunction RECEIVE = Bindings.function("mlx_distributed_recv");
  private static final NativeFunction RECEIVE_LIKE = Bindings.function("mlx_distributed_recv_like");

  private final Session session;
  // Collectives exist for the CPU only.
  private final MlxStream stream;
  private final Backend backend;
  private final long handle;
  private final int rank;
  private final int size;

  MlxGroup(Session session, MlxStream stream, Backend backend, long handle) {
    this.session = session;
    this.stream = stream;
    this.backend = backend;
    this.handle = handle;
    this.rank = Values.number(RANK, handle);
    this.size = Values.number(SIZE, handle);
  }

  /** Returns the own rank, from 0. */
  public int rank() {
    return rank;
  }

  /** Returns the number of ranks. */
  public int size() {
    return size;
  }

  /** Returns the sum over all ranks. */
  public MlxArray allSum(MlxArray x) {
    return collective(ALL_SUM, x);
  }

  /** Returns the greatest of all ranks. */
  public MlxArray allMax(MlxArray x) {
    return collective(ALL_MAX, x);
  }

  /** Returns the least of all ranks. */
  public MlxArray allMin(MlxArray x) {
    return collective(ALL_MIN, x);
  }

  /** Returns what all ranks have, one after the other along the first axis. */
  public MlxArray allGather(MlxArray x) {
    return collective(ALL_GATHER, x);
  }

  /**
   * Returns the own part of the sum over all ranks: of as many parts along the first axis as there
   * are ranks, the one with the number of the own. JACCL has it from MLX 0.32.1 on; where it is
   * missing, to compute it is an error.
   */
  public MlxArray sumScatter(MlxArray x) {
    return collective(SUM_SCATTER, x);
  }

  private MlxArray collective(NativeFunction f, MlxArray x) {
    return session.array(f, Calls.call(f, session.slot(), x.handle(), handle, stream.handle()));
  }

  /** Sends x and returns it; what is returned must be computed for the sending to happen. */
  public MlxArray send(MlxArray x, int to) {
    checkPeer(to);
    return session.array(
        SEND, Calls.call(SEND, session.slot(), x.handle(), to, handle, stream.handle()));
  }

  /** Returns what a rank sends: an array of this type and shape. */
  public MlxArray receive(int from, Dtype dtype, int... shape) {
    checkPeer(from);
    Shapes.elements(shape);
    return session.array(
        RECEIVE,
        WideCalls.call(
            RECEIVE,
            session.slot(),
            session.list(shape),
            shape.length,
            dtype.number(),
            from,
            handle,
            stream.handle()));
  }

  /** Returns what a rank sends: an array like x. */
  public MlxArray receiveLike(MlxArray x, int from) {
    checkPeer(from);
    return session.array(
        RECEIVE_LIKE,
        Calls.call(RECEIVE_LIKE, session.slot(), x.handle(), from, handle, stream.handle()));
  }

  /**
   * A ring ends the process (MLX 0.31) when it is asked to talk to a rank that is not beside it.
   */
  private void checkPeer(int peer) {
    boolean beside = peer == (rank + 1) % size || peer == (rank + size - 1) % size;
    if (peer < 0 || peer >= size || peer == rank || (backend == Backend.RING && !beside)) {
      throw new IllegalArgumentException(
          "Rank %d of %d cannot talk to rank %d over %s; use a neighbour in the ring."
              .formatted(rank, size, peer, backend));
    }
  }
}
