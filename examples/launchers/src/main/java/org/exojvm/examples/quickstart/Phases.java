package org.exojvm.examples.quickstart;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.Map;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.examples.cluster.ClusterDescription;
import org.jspecify.annotations.Nullable;

/** The phases of the runners of one instance, by rank, as columns. */
final class Phases {

  private static final int COLUMN_CHARS = 13;
  private static final String ABSENT = "-";
  private static final String FAILED = "Failed";
  private static final String LOADING = "Loading";
  private static final String READY = "Ready";

  private static final ImmutableList<String> ORDER =
      ImmutableList.of(
          "Shutdown",
          "ShuttingDown",
          FAILED,
          ABSENT,
          "Idle",
          "Connecting",
          "Connected",
          LOADING,
          "Loaded",
          "WarmingUp",
          READY,
          "Running");

  private static final ImmutableSet<String> BRIEF_NEWS = ImmutableSet.of(FAILED, LOADING, READY);

  private final ImmutableList<RunnerId> runners;
  private final ImmutableList<String> nodes;
  private final Map<RunnerId, RunnerStatus> statuses = new HashMap<>();
  private final boolean brief;
  private String shown = "";

  /** Creates the columns of an instance; brief ones tell of Loading, Ready and failures only. */
  Phases(Instance instance, ClusterDescription cluster, boolean brief) {
    this.brief = brief;
    ImmutableList<Rank> ranks = Rank.of(instance);
    runners = ranks.stream().map(Rank::runner).collect(ImmutableList.toImmutableList());
    nodes =
        ranks.stream()
            .map(rank -> cluster.identity(rank.node()).friendlyName())
            .collect(ImmutableList.toImmutableList());
  }

  /** Takes note of a report; those of other instances are ignored. */
  void update(RunnerId runner, RunnerStatus status) {
    if (runners.contains(runner)) {
      statuses.put(runner, status);
    }
  }

  /** Forgets all reports: the runners start anew. */
  void restart() {
    statuses.clear();
  }

  /** Returns the heading: one node per column. */
  String heading() {
    return columns(nodes);
  }

  /**
   * Returns the row of phases when there is news since the last call: the slowest runner has come
   * further or has fallen back, or one has failed. Otherwise nothing.
   */
  String next() {
    String news = news();
    if (news.equals(shown) || statuses.isEmpty()) {
      return "";
    }
    shown = news;
    return brief && !BRIEF_NEWS.contains(news) ? "" : row();
  }

  private String row() {
    return columns(
        runners.stream()
            .map(runner -> phase(statuses.get(runner)))
            .collect(ImmutableList.toImmutableList()));
  }

  private String news() {
    int slowest = ORDER.size() - 1;
    for (RunnerId runner : runners) {
      RunnerStatus status = statuses.get(runner);
      if (status instanceof RunnerStatus.RunnerFailed) {
        return FAILED;
      }
      slowest = Math.min(slowest, ORDER.indexOf(phase(status)));
    }
    return ORDER.get(slowest);
  }

  private static String columns(ImmutableList<String> cells) {
    StringBuilder line = new StringBuilder();
    cells.forEach(cell -> line.append(Strings.padEnd(cell, COLUMN_CHARS, ' ')));
    return line.toString().stripTrailing();
  }

  private static String phase(@Nullable RunnerStatus status) {
    return switch (status) {
      case null -> ABSENT;
      case RunnerStatus.RunnerIdle _ -> "Idle";
      case RunnerStatus.RunnerConnecting _ -> "Connecting";
      case RunnerStatus.RunnerConnected _ -> "Connected";
      case RunnerStatus.RunnerLoading _ -> LOADING;
      case RunnerStatus.RunnerLoaded _ -> "Loaded";
      case RunnerStatus.RunnerWarmingUp _ -> "WarmingUp";
      case RunnerStatus.RunnerReady _ -> READY;
      case RunnerStatus.RunnerRunning _ -> "Running";
      case RunnerStatus.RunnerShuttingDown _ -> "ShuttingDown";
      case RunnerStatus.RunnerShutdown _ -> "Shutdown";
      case RunnerStatus.RunnerFailed _ -> FAILED;
    };
  }
}
