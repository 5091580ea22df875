package org.exojvm.mlx.sidechannel;

import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import org.exojvm.mlx.deadline.Timers;

/**
 * The far end of the byte tunnel, at rank 0: streams from the supervisors of the other ranks become
 * connections to its child, which is the coordinator.
 *
 * <p>Order of calls: {@link #prepare}, start the child with {@link #coordinator}, {@link #connect}
 * when the child is told to connect, {@link #carry} for every stream, {@link #formed} when the
 * child says it has joined. Threads: any.
 */
public final class CoordinatorTunnel implements AutoCloseable {

  private final int size;
  private final int port;
  private final CoordinatorDial dial;
  private final Fate fate;
  private final Forming forming;
  private final BitSet carried = new BitSet();

  private CoordinatorTunnel(int size, int port, Fate fate) {
    this.size = size;
    this.port = port;
    this.fate = fate;
    this.dial = new CoordinatorDial(port, fate);
    this.forming = new Forming(fate, 0);
  }

  /**
   * Chooses a port for the child of rank 0.
   *
   * @param size number of ranks of the group
   * @throws IOException if there is no free port on the loopback interface
   */
  public static CoordinatorTunnel prepare(int size, SideChannelLimits limits, Timers timers)
      throws IOException {
    Ranks.checkSize(size);
    return new CoordinatorTunnel(size, Loopback.freePort(), new Fate(timers, limits));
  }

  /** Returns what the child gets as {@code MLX_JACCL_COORDINATOR}. */
  public String coordinator() {
    return Loopback.coordinator(port);
  }

  /** Says that the child has been told to connect; the wait for the group begins. */
  public void connect() {
    forming.begin(() -> {});
  }

  /**
   * Carries the stream of a rank to the child; returns at once.
   *
   * @param rank the rank that the opener has, by the identity of its node
   * @param stream the stream, which belongs to the tunnel from now on
   */
  public void carry(int rank, ByteStream stream) {
    try {
      fate.own(stream);
    } catch (IOException _) {
      return; // It came after the end, and is closed.
    }
    if (rank < 1 || rank >= size || !first(rank)) {
      fate.end(
          new SideChannelEnd.Lied(
              rank, "a second stream, or one of a rank outside of 1 to " + (size - 1)));
      return;
    }
    forming.run(() -> join(rank, stream));
  }

  private boolean first(int rank) {
    synchronized (carried) {
      boolean first = !carried.get(rank);
      carried.set(rank);
      return first;
    }
  }

  private void join(int rank, ByteStream stream) throws IOException, InterruptedException {
    try (Fate.Deadline _ = fate.within(SideChannelWait.CHILD_ANNOUNCES, rank)) {
      Announcement.check(stream, rank, fate);
    } catch (IOException e) {
      fate.gone(rank, "its stream ended without a word: " + e.getMessage());
      throw e;
    }
    ByteStream child = dial.connectAs(rank);
    Thread.ofVirtual().name("tunnel-up-", rank).start(new Pump(fate, stream, child, rank)::run);
    new Pump(fate, child, stream, 0).run();
  }

  /** Says that the child has joined its group; from now on it may end as it likes. */
  public void formed() {
    forming.done();
  }

  /** Completes when the tunnel has ended, with the reason. */
  public CompletableFuture<SideChannelEnd> end() {
    return fate.end();
  }

  /** Ends it; the child loses the other ranks. Idempotent. */
  @Override
  public void close() {
    fate.end(new SideChannelEnd.Closed());
  }
}
