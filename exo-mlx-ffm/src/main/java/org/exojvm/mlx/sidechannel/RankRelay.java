package org.exojvm.mlx.sidechannel;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.exojvm.api.collection.Bytes;
import org.exojvm.mlx.deadline.Timers;
import org.exojvm.mlx.group.JacclTopology;

/**
 * The round relay at a rank above 0: its child takes this for the coordinator; what it sends goes
 * out as a contribution, and what all ranks have contributed comes back to it. For control planes
 * that carry rounds and no streams.
 *
 * <p>One round of JACCL takes two of the exchange: the data of rank 0 shows only in what its child
 * sends once it has that of all others. Round k of JACCL is 2k for the ranks above 0, and 2k+1 for
 * rank 0; whoever has nothing to say contributes no bytes.
 *
 * <p>Order of calls: as {@link RankTunnel}. Threads: any.
 */
public final class RankRelay implements AutoCloseable {

  private final int rank;
  private final int size;
  private final Fate fate;
  private final ChildDoor door;
  private final Forming forming;
  private final Rounds rounds;
  private final RoundPlan plan;

  private RankRelay(int rank, int size, JacclTopology topology, RoundExchange exchange, Fate fate)
      throws IOException {
    this.rank = rank;
    this.size = size;
    this.fate = fate;
    this.door = new ChildDoor(rank, fate);
    this.forming = new Forming(fate, rank);
    this.rounds = new Rounds(exchange, rank, size, fate);
    this.plan = RoundPlan.of(topology, size);
  }

  /**
   * Listens for the child of a rank.
   *
   * @param size number of ranks of the group
   * @throws IOException if there is no free port on the loopback interface
   */
  public static RankRelay listen(
      int rank,
      int size,
      JacclTopology topology,
      RoundExchange exchange,
      SideChannelLimits limits,
      Timers timers)
      throws IOException {
    Ranks.checkAboveZero(rank);
    Ranks.checkSize(size);
    return new RankRelay(rank, size, topology, exchange, new Fate(timers, limits));
  }

  /** Returns what the child gets as {@code MLX_JACCL_COORDINATOR}. */
  public String coordinator() {
    return door.coordinator();
  }

  /** Says that the child has been told to connect; the waits begin. */
  public void connect() {
    forming.begin(this::relay);
  }

  /** Completes when the relay has ended, with the reason. */
  public CompletableFuture<SideChannelEnd> end() {
    return fate.end();
  }

  private void relay() throws IOException, InterruptedException {
    ByteStream child = door.admit();
    RoundPlan left = plan;
    // At most as many rounds as the plan has.
    for (long round = 0; left.nextBytes().isPresent(); round++) {
      left = relay(child, round, left);
    }
    forming.done();
    Idle.awaitEnd(child, rank, fate);
  }

  private RoundPlan relay(ByteStream child, long round, RoundPlan current)
      throws IOException, InterruptedException {
    int bytes = current.nextBytes().orElseThrow();
    Bytes own = ChildIo.read(child, bytes, rank, fate);
    ImmutableList<Bytes> others = rounds.fromOthers(2 * round, own, bytes);
    Bytes first = rounds.fromFirst(2 * round + 1, own, bytes);
    ImmutableList<Bytes> all =
        ImmutableList.<Bytes>builder().add(first).addAll(others.subList(1, size)).build();
    RoundPlan next = ChildIo.next(current, all, rounds);
    ChildIo.write(child, ChildIo.join(all), rank, fate);
    return next;
  }

  /** Ends it; the child loses its coordinator. Idempotent. */
  @Override
  public void close() {
    fate.end(new SideChannelEnd.Closed());
  }
}
