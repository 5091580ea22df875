package org.exojvm.mlx.sidechannel;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.exojvm.api.collection.Bytes;
import org.exojvm.mlx.deadline.Timers;
import org.exojvm.mlx.group.JacclTopology;

/**
 * The round relay at rank 0: to its child, which is the coordinator, it plays all other ranks. It
 * hands the child what they have contributed and takes from the child's answer what rank 0 adds.
 *
 * <p>Order of calls: {@link #prepare}, start the child with {@link #coordinator}, {@link #connect}
 * when the child is told to connect. Threads: any.
 */
public final class CoordinatorRelay implements AutoCloseable {

  private static final Bytes NOTHING = Bytes.copyOf(new byte[0]);

  private final int size;
  private final int port;
  private final Fate fate;
  private final Forming forming;
  private final Rounds rounds;
  private final RoundPlan plan;

  private CoordinatorRelay(
      int size, int port, JacclTopology topology, RoundExchange exchange, Fate fate) {
    this.size = size;
    this.port = port;
    this.fate = fate;
    this.forming = new Forming(fate, 0);
    this.rounds = new Rounds(exchange, 0, size, fate);
    this.plan = RoundPlan.of(topology, size);
  }

  /**
   * Chooses a port for the child of rank 0.
   *
   * @param size number of ranks of the group
   * @throws IOException if there is no free port on the loopback interface
   */
  public static CoordinatorRelay prepare(
      int size,
      JacclTopology topology,
      RoundExchange exchange,
      SideChannelLimits limits,
      Timers timers)
      throws IOException {
    Ranks.checkSize(size);
    return new CoordinatorRelay(
        size, Loopback.freePort(), topology, exchange, new Fate(timers, limits));
  }

  /** Returns what the child gets as {@code MLX_JACCL_COORDINATOR}. */
  public String coordinator() {
    return Loopback.coordinator(port);
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
    List<ByteStream> played = new ArrayList<>();
    for (int rank = 1; rank < size; rank++) {
      played.add(new CoordinatorDial(port, fate).connectAs(rank));
    }
    RoundPlan left = plan;
    // At most as many rounds as the plan has.
    for (long round = 0; left.nextBytes().isPresent(); round++) {
      left = relay(played, round, left);
    }
    forming.done();
    Idle.awaitEnd(played.getFirst(), 0, fate);
  }

  private RoundPlan relay(List<ByteStream> played, long round, RoundPlan current)
      throws IOException, InterruptedException {
    int bytes = current.nextBytes().orElseThrow();
    ImmutableList<Bytes> others = rounds.fromOthers(2 * round, NOTHING, bytes);
    for (int rank = 1; rank < size; rank++) {
      ChildIo.write(played.get(rank - 1), others.get(rank).toArray(), 0, fate);
    }
    byte[] answer = ChildIo.read(played.getFirst(), bytes * size, 0, fate).toArray();
    for (int rank = 2; rank < size; rank++) {
      byte[] copy = ChildIo.read(played.get(rank - 1), bytes * size, 0, fate).toArray();
      if (!Arrays.equals(answer, copy)) {
        throw rounds.lied(0, "its child told rank " + rank + " other bytes than rank 1");
      }
    }
    Bytes own = Bytes.copyOf(Arrays.copyOf(answer, bytes));
    ImmutableList<Bytes> all =
        ImmutableList.<Bytes>builder().add(own).addAll(others.subList(1, size)).build();
    if (!Arrays.equals(answer, ChildIo.join(all))) {
      throw rounds.lied(0, "its child answered with other bytes than it was sent");
    }
    RoundPlan next = ChildIo.next(current, all, rounds);
    rounds.fromFirst(2 * round + 1, own, bytes);
    return next;
  }

  /** Ends it; the child loses the other ranks. Idempotent. */
  @Override
  public void close() {
    fate.end(new SideChannelEnd.Closed());
  }
}
