package org.exojvm.core.engine.simulated;

import org.exojvm.api.check.Checks;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardWeights;
import org.immutables.value.Value;

/**
 * How fast simulated hardware is.
 *
 * @param startMillis time from start to Idle
 * @param connectMillis time to form a group once all ranks are there
 * @param loadBytesPerSecond speed at which weights are read
 * @param warmUpMillis time of the first forward pass once all ranks take part
 * @param tokenMillis time per token of the whole group
 * @param stopMillis time from close to Shutdown
 * @param noticeMillis time until a group notices that a rank has died
 * @param downloadBytesPerSecond speed at which models are fetched
 * @param downloadReportMillis time between two progress reports of a download
 * @param sideChannelRounds rounds of the side channel a group needs to connect; 0 for none
 * @param sideChannelMillis time a rank waits for a round until it gives up
 * @param tracing whether ranks hand in a trace of every task that is complete
 */
@Value.Builder
public record SimulatedTimings(
    long startMillis,
    long connectMillis,
    long loadBytesPerSecond,
    long warmUpMillis,
    long tokenMillis,
    long stopMillis,
    long noticeMillis,
    long downloadBytesPerSecond,
    long downloadReportMillis,
    int sideChannelRounds,
    long sideChannelMillis,
    boolean tracing)
    implements WithSimulatedTimings {

  /** A plausible machine: 5 GB/s from disk, 20 tokens/s, 1 GB/s from the network. */
  public static final SimulatedTimings DEFAULT =
      new SimulatedTimings(
          200, 300, 5_000_000_000L, 500, 50, 100, 500, 1_000_000_000L, 1_000, 0, 30_000, false);

  /** Hardware that takes next to no time; for tests about order rather than duration. */
  public static final SimulatedTimings INSTANT =
      new SimulatedTimings(0, 0, Long.MAX_VALUE, 0, 1, 0, 0, Long.MAX_VALUE, 1, 0, 30_000, false);

  /** Checks that times are not negative and speeds are positive. */
  public SimulatedTimings {
    notNegative("startMillis", startMillis);
    notNegative("connectMillis", connectMillis);
    notNegative("warmUpMillis", warmUpMillis);
    notNegative("tokenMillis", tokenMillis);
    notNegative("stopMillis", stopMillis);
    notNegative("noticeMillis", noticeMillis);
    positive("loadBytesPerSecond", loadBytesPerSecond);
    positive("downloadBytesPerSecond", downloadBytesPerSecond);
    positive("downloadReportMillis", downloadReportMillis);
    notNegative("sideChannelRounds", sideChannelRounds);
    positive("sideChannelMillis", sideChannelMillis);
  }

  /** Returns the time to load a shard. */
  long loadMillis(ShardMetadata shard) {
    return millis((double) ShardWeights.of(shard).inBytes(), loadBytesPerSecond);
  }

  /** Returns the time to transfer bytes at a speed, rounded up; without bytes none. */
  static long millis(double bytes, long bytesPerSecond) {
    return (long) Math.ceil(Math.max(0, bytes) * 1000.0 / bytesPerSecond);
  }

  private static void notNegative(String name, long value) {
    Checks.inRange(value >= 0, "SimulatedTimings." + name, value, "at least 0");
  }

  private static void positive(String name, long value) {
    Checks.inRange(value > 0, "SimulatedTimings." + name, value, "greater than 0");
  }
}
