package org.exojvm.core.engine.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.RunnerListener;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.instance.ShardMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The rounds one rank goes through before its group forms, as JACCL does to exchange addresses. It
 * looks at what it is given: a round that lacks a rank, has ranks out of order or has what was said
 * in another round makes the rank fail, so that a mistake of the relay shows.
 */
final class SimulatedSideChannel {

  private final SimulatedRunner runner;
  private final RunnerListener listener;
  private final SimulatedTimings timings;
  private long awaited = -1;
  private @Nullable Runnable then;

  SimulatedSideChannel(SimulatedRunner runner, RunnerListener listener, SimulatedTimings timings) {
    this.runner = runner;
    this.listener = listener;
    this.timings = timings;
  }

  /** Goes through all rounds, then runs an action. */
  void exchange(Runnable action) {
    then = action;
    begin(0);
  }

  private void begin(long round) {
    Runnable last = then;
    if (round >= timings.sideChannelRounds() && last != null) {
      awaited = -1;
      last.run();
      return;
    }
    awaited = round;
    listener.onContribution(round, said(round, runner.rank()));
    runner.later(timings.sideChannelMillis(), () -> giveUp(round));
  }

  void delivered(long round, ImmutableMap<RunnerId, Bytes> gathered) {
    if (round != awaited) {
      return;
    }
    if (isRight(round, gathered)) {
      begin(round + 1);
    } else {
      runner.die("Round %d of the side channel brought %s.".formatted(round, gathered), true);
    }
  }

  private boolean isRight(long round, ImmutableMap<RunnerId, Bytes> gathered) {
    BoundInstance bound = runner.bound();
    Map<RunnerId, ShardMetadata> shards = bound.instance().shardAssignments().runnerToShard();
    int rank = 0;
    for (Map.Entry<RunnerId, Bytes> entry : gathered.entrySet()) {
      ShardMetadata shard = shards.get(entry.getKey());
      if (shard == null
          || shard.deviceRank() != rank
          || !entry.getValue().equals(said(round, rank))) {
        return false;
      }
      rank++;
    }
    return rank == shards.size();
  }

  private void giveUp(long round) {
    if (awaited == round) {
      runner.die(
          "Round %d of the side channel did not come within %d ms. Maybe another rank has died."
              .formatted(round, timings.sideChannelMillis()),
          true);
    }
  }

  /** What a rank contributes; other attempts say something else. */
  private Bytes said(long round, int rank) {
    return Bytes.copyOf(
        "attempt %d round %d rank %d"
            .formatted(runner.bound().instance().attempt(), round, rank)
            .getBytes(UTF_8));
  }
}
