package org.exojvm.mlx.sidechannel;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.exojvm.mlx.deadline.Timers;

/**
 * The near end of the byte tunnel, at a rank above 0: its child takes this for the coordinator, and
 * every byte goes over a stream to the supervisor of rank 0. Nothing but the announced rank is
 * looked at, so it carries meshes and rings of any version of an unmodified JACCL.
 *
 * <p>Order of calls: {@link #listen}, start the child with {@link #coordinator}, {@link #connect}
 * when the child is told to connect, {@link #formed} when it says it has. Threads: any.
 */
public final class RankTunnel implements AutoCloseable {

  private final int rank;
  private final TunnelStreams streams;
  private final Fate fate;
  private final ChildDoor door;
  private final Forming forming;

  private RankTunnel(int rank, TunnelStreams streams, Fate fate) throws IOException {
    this.rank = rank;
    this.streams = streams;
    this.fate = fate;
    this.door = new ChildDoor(rank, fate);
    this.forming = new Forming(fate, rank);
  }

  /**
   * Listens for the child of a rank.
   *
   * @throws IOException if there is no free port on the loopback interface
   */
  public static RankTunnel listen(
      int rank, TunnelStreams streams, SideChannelLimits limits, Timers timers) throws IOException {
    Ranks.checkAboveZero(rank);
    return new RankTunnel(rank, streams, new Fate(timers, limits));
  }

  /** Returns what the child gets as {@code MLX_JACCL_COORDINATOR}. */
  public String coordinator() {
    return door.coordinator();
  }

  /** Says that the child has been told to connect; the waits begin. */
  public void connect() {
    forming.begin(this::carry);
  }

  /** Says that the child has joined its group; from now on it may end as it likes. */
  public void formed() {
    forming.done();
  }

  /** Completes when the tunnel has ended, with the reason. */
  public CompletableFuture<SideChannelEnd> end() {
    return fate.end();
  }

  private void carry() throws IOException {
    ByteStream child = door.admit();
    ByteStream far = open();
    Announcement.send(far, rank);
    Thread.ofVirtual().name("tunnel-down-", rank).start(new Pump(fate, far, child, 0)::run);
    new Pump(fate, child, far, rank).run();
  }

  private ByteStream open() throws IOException {
    try (Fate.Deadline _ = fate.within(SideChannelWait.STREAM_OPENS, 0)) {
      return fate.own(streams.open(0));
    } catch (IOException e) {
      fate.gone(0, "no stream to it: " + e.getMessage());
      throw e;
    }
  }

  /** Ends it; the child loses its coordinator. Idempotent. */
  @Override
  public void close() {
    fate.end(new SideChannelEnd.Closed());
  }
}
