package org.exojvm.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;

/**
 * A figure that a benchmark must reach.
 *
 * @param workload what is measured, for people
 * @param benchmark class and method, as in {@code StateBenchmark.memoryUsage}
 * @param parameters parameters of the run it speaks of
 * @param reference what the Python reference reaches on a comparable two-core machine, for people
 * @param unit unit of the figure
 * @param required figure to reach
 */
record Goal(
    String workload,
    String benchmark,
    ImmutableMap<String, String> parameters,
    String reference,
    Unit unit,
    double required) {

  private static final ImmutableMap<String, String> NODES_512 = ImmutableMap.of("nodes", "512");

  /** All goals, in the order of the table. */
  static final ImmutableList<Goal> ALL =
      ImmutableList.of(
          perSecond("apply MemoryUsage, 512 nodes", "StateBenchmark.memoryUsage", "9-12/s", 1e6),
          perSecond(
              "apply RunnerStatusUpdated, 512", "StateBenchmark.runnerStatus", "47,000/s", 1e6),
          perSecond(
              "apply TopologyEdgeCreated, 512",
              "StateBenchmark.edgeCreatedAndDeleted",
              "9-12/s",
              5e5),
          round("100 intents in one round, 200 nodes", "largest-cycle"),
          round("the same, smallest-cycle", "smallest-cycle"),
          tick("health + unsatisfied, 512", "tick", "512", "27-33 ms", 1),
          tick("the same after a change, 512", "tickAfterChange", "512", "27-33 ms", 1),
          tick("health + unsatisfied, 5,000", "tick", "5000", "-", 20),
          tick("the same after a change, 5,000", "tickAfterChange", "5000", "-", 20),
          codec(
              "decode InstanceCreated, 1.3 kB",
              "CodecBenchmark.decodeInstanceCreated",
              "1,900-2,500/s",
              1e5),
          codec(
              "encode InstanceCreated, 1.3 kB",
              "CodecBenchmark.encodeInstanceCreated",
              "21,000/s",
              3e5),
          codec(
              "decode TaskStatusUpdated, 106 B",
              "CodecBenchmark.decodeTaskStatusUpdated",
              "6,000/s",
              5e5),
          codec(
              "encode TaskStatusUpdated, 106 B",
              "CodecBenchmark.encodeTaskStatusUpdated",
              "217,000/s",
              1e6),
          codec("journal: append, group commit", "JournalBenchmark.groupCommit", "-", 1e5),
          recovery("journal: open, 1,000,000 events", "0", 10_000),
          recovery("the same with snapshots", "20000", 1_000),
          new Goal(
              "join after 1,000,000 events",
              "JoinBenchmark.join",
              ImmutableMap.of(),
              "-",
              Unit.MILLIS,
              2_000),
          placement("mesh of 10, equal memory", "mesh-10", "equal", "34 s", 1),
          placement("mesh of 10, mixed memory", "mesh-10", "mixed", "34 s", 1),
          placement("mesh of 64, equal memory", "mesh-64", "equal", "never", 10),
          placement("mesh of 64, mixed memory", "mesh-64", "mixed", "never", 10),
          placement("mesh of 512, equal memory", "mesh-512", "equal", "never", 200),
          placement("mesh of 512, mixed memory", "mesh-512", "mixed", "never", 200),
          placement("ring of 64, equal memory", "ring-64", "equal", "13-16 ms", 1),
          placement("ring of 64, mixed memory", "ring-64", "mixed", "13-16 ms", 1),
          placement("512, 8 neighbours near by, equal", "near-512", "equal", "-", 50),
          placement("512, 8 neighbours near by, mixed", "near-512", "mixed", "-", 50),
          placement("512, 8 neighbours all over, equal", "far-512", "equal", "-", 50),
          placement("512, 8 neighbours all over, mixed", "far-512", "mixed", "-", 50),
          racks("gang of 8, 1,000 in racks, equal", "equal"),
          racks("gang of 8, 1,000 in racks, mixed", "mixed"),
          mlx("one call of MLX", "CallBenchmark.call", 15),
          mlx("one node of a graph of MLX", "CallBenchmark.node", 1_000));

  /** What a figure counts, and in which direction it gets better. */
  enum Unit {
    /** Operations per second; more is better. */
    PER_SECOND("/s", 1),
    /** Milliseconds per operation; less is better. */
    MILLIS("ms", -1),
    /** Nanoseconds that half of the operations stay below; less is better. */
    NANOS_MEDIAN("ns", -1),
    /** Milliseconds that 99 of 100 operations stay below; less is better. */
    MILLIS_P99("ms", -1);

    private static final double MEDIAN = 50;
    private static final double PERCENTILE = 99;

    private final String text;
    private final int direction;

    Unit(String text, int direction) {
      this.text = text;
      this.direction = direction;
    }

    /** Returns the figure with its unit, for people. */
    String show(double figure) {
      return switch (this) {
        case PER_SECOND -> "%,.0f%s".formatted(figure, text);
        case MILLIS -> "%.3f %s".formatted(figure, text);
        case NANOS_MEDIAN -> "%.1f %s p50".formatted(figure, text);
        case MILLIS_P99 -> "%.3f %s p99".formatted(figure, text);
      };
    }

    /** Returns the figure of a result that this unit speaks of. */
    double of(Result<?> result) {
      return switch (this) {
        case PER_SECOND, MILLIS -> result.getScore();
        case NANOS_MEDIAN -> result.getStatistics().getPercentile(MEDIAN);
        case MILLIS_P99 -> result.getStatistics().getPercentile(PERCENTILE);
      };
    }

    private boolean isReached(double figure, double required) {
      return direction * figure >= direction * required;
    }
  }

  private static Goal perSecond(
      String workload, String benchmark, String reference, double required) {
    return new Goal(workload, benchmark, NODES_512, reference, Unit.PER_SECOND, required);
  }

  // Two rows each: the memory of the health manager spares a tick without changes half the work.
  private static Goal tick(
      String workload, String method, String nodes, String reference, double millis) {
    return new Goal(
        workload,
        "TickBenchmark." + method,
        ImmutableMap.of("nodes", nodes),
        reference,
        Unit.MILLIS,
        millis);
  }

  private static Goal round(String workload, String strategy) {
    return new Goal(
        workload,
        "RoundBenchmark.round",
        ImmutableMap.of("strategy", strategy),
        "never ends",
        Unit.MILLIS,
        1_000);
  }

  private static Goal codec(String workload, String benchmark, String reference, double required) {
    return new Goal(workload, benchmark, ImmutableMap.of(), reference, Unit.PER_SECOND, required);
  }

  private static Goal recovery(String workload, String snapshotEvery, double millis) {
    return new Goal(
        workload,
        "RecoveryBenchmark.open",
        ImmutableMap.of("snapshotEvery", snapshotEvery),
        "-",
        Unit.MILLIS,
        millis);
  }

  private static Goal placement(
      String workload, String cluster, String memory, String reference, double millis) {
    return new Goal(
        workload,
        "PlacementBenchmark.place",
        ImmutableMap.of("cluster", cluster, "memory", memory),
        reference,
        Unit.MILLIS,
        millis);
  }

  private static Goal racks(String workload, String memory) {
    return new Goal(
        workload,
        "RackPlacementBenchmark.place",
        ImmutableMap.of("memory", memory, "links", "new"),
        "-",
        Unit.MILLIS_P99,
        5);
  }

  private static Goal mlx(String workload, String benchmark, double nanos) {
    return new Goal(workload, benchmark, ImmutableMap.of(), "-", Unit.NANOS_MEDIAN, nanos);
  }

  /** Returns whether this goal speaks of that run. */
  boolean concerns(String name, Map<String, @Nullable String> run) {
    return name.endsWith("." + benchmark) && run.entrySet().containsAll(parameters.entrySet());
  }

  /** Returns whether the figure reaches the goal. */
  boolean isReachedBy(double figure) {
    return unit.isReached(figure, required);
  }
}
