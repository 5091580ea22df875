package org.exojvm.core.process;

import org.exojvm.api.check.Checks;
import org.exojvm.api.model.Memory;
import org.immutables.value.Value;

/**
 * Ticks that the runners of an instance may stand still in a phase before they count as failed. The
 * phase is that of the rank that is furthest behind, since the others wait for it; a rank that
 * moves on, or a download that does, starts the count anew. All are far longer than what was seen
 * to work: too short, and a slow machine never gets through; too long, and a runner that hangs
 * keeps its intent from being served for as long (museum: #1731).
 *
 * @param startTicks no report yet. Default 120: a process starts in seconds, and what is left of an
 *     earlier attempt is stopped first
 * @param waitTicks idle or connected: it waits for other ranks and for downloads. Default 300: a
 *     download that is slow still moves within five minutes
 * @param connectTicks connecting. Default 120: JACCL gives up after 15 s, an MLX ring after 31 s
 * @param loadTicks loading, beside the time that reading takes. Default 300
 * @param slowestLoadPerTick weights that even a slow disk reads in a tick; each such piece of the
 *     shard adds a tick to {@code loadTicks}. Default 50 MB
 * @param loadedTicks loaded, with all others loaded too. Default 120
 * @param warmUpTicks warming up. Default 300: the first pass compiles the kernels of the model
 * @param leaveTicks running with no request open. Default 60: a cancelled request is left after a
 *     token, which takes a second even for large models
 * @param endTicks some ranks have ended and others have not, or all have without an error. Default
 *     60: a worker gives a runner up after a few seconds
 */
@Value.Builder
public record PhasePatience(
    int startTicks,
    int waitTicks,
    int connectTicks,
    int loadTicks,
    Memory slowestLoadPerTick,
    int loadedTicks,
    int warmUpTicks,
    int leaveTicks,
    int endTicks)
    implements WithPhasePatience {

  private static final PhasePatience DEFAULTS =
      new PhasePatience(120, 300, 120, 300, Memory.ofBytes(50_000_000), 120, 300, 60, 60);

  /** Checks the ranges. */
  public PhasePatience {
    atLeastOne("startTicks", startTicks);
    atLeastOne("waitTicks", waitTicks);
    atLeastOne("connectTicks", connectTicks);
    atLeastOne("loadTicks", loadTicks);
    atLeastOne("loadedTicks", loadedTicks);
    atLeastOne("warmUpTicks", warmUpTicks);
    atLeastOne("leaveTicks", leaveTicks);
    atLeastOne("endTicks", endTicks);
    Checks.inRange(
        slowestLoadPerTick.inBytes() >= 1,
        "PhasePatience.slowestLoadPerTick",
        slowestLoadPerTick.inBytes(),
        "at least 1");
  }

  /** Returns the defaults, minutes each. */
  public static PhasePatience defaults() {
    return DEFAULTS;
  }

  /**
   * Returns the ticks a rank may stand still; {@link Long#MAX_VALUE} for one that serves.
   *
   * @param phase its phase
   * @param weights weights of its shard
   */
  public long ticks(RunnerPhase phase, Memory weights) {
    return switch (phase) {
      case STARTING -> startTicks;
      case IDLE, CONNECTED -> waitTicks;
      case CONNECTING -> connectTicks;
      case LOADING -> loadTicks + Math.max(0, weights.inBytes()) / slowestLoadPerTick.inBytes();
      case LOADED -> loadedTicks;
      case WARMING_UP -> warmUpTicks;
      case LEAVING -> leaveTicks;
      case SERVING -> Long.MAX_VALUE;
      case ENDING -> endTicks;
    };
  }

  private static void atLeastOne(String name, int ticks) {
    Checks.inRange(ticks >= 1, "PhasePatience." + name, ticks, "at least 1");
  }
}
