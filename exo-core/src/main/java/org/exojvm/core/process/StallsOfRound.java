package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerRunning;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardWeights;
import org.exojvm.api.model.Memory;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.reconcile.Blame;
import org.exojvm.core.reconcile.NodeNames;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;
import org.jspecify.annotations.Nullable;

/** Finds instances that stand still on their way up or down, in one round. */
final class StallsOfRound {

  /**
   * An instance that stands still.
   *
   * @param message who has done nothing for how long, in the order of the ranks
   * @param blame the one rank the others wait for; nobody when several are equally far behind
   */
  record Stall(String message, Optional<Blame> blame) {}

  private record Rank(int number, NodeId node, RunnerPhase phase, Memory weights) {}

  private final PhasePatience patience;
  private final State state;
  private final ImmutableMap<InstanceId, PhaseWatch> before;
  private final long tick;
  private @Nullable Set<InstanceId> asked;
  private final ImmutableMap.Builder<InstanceId, PhaseWatch> watches = ImmutableMap.builder();

  StallsOfRound(
      PhasePatience patience, State state, ImmutableMap<InstanceId, PhaseWatch> before, long tick) {
    this.patience = patience;
    this.state = state;
    this.before = before;
    this.tick = tick;
  }

  /**
   * Returns what holds up an instance of which not all ranks have failed, if it is for too long.
   */
  Optional<Stall> look(Instance instance) {
    if (serves(instance)) {
      return Optional.empty();
    }
    ImmutableList<Rank> ranks = ranks(instance);
    PhaseWatch now = watch(instance, ranks);
    long ticks = tick - now.sinceTick();
    RunnerPhase phase = phaseOf(ranks);
    List<Rank> behind = ranks.stream().filter(rank -> holdsUp(rank, phase)).toList();
    if (ticks < patienceWith(phase, behind)) {
      watches.put(instance.instanceId(), now);
      return Optional.empty();
    }
    return Optional.of(stall(behind, phase, ticks));
  }

  /** The usual case, told without an allocation: this runs for every instance in every tick. */
  private boolean serves(Instance instance) {
    for (RunnerId runner : instance.shardAssignments().nodeToRunner().values()) {
      if (phaseOf(runner, instance.instanceId()) != RunnerPhase.SERVING) {
        return false;
      }
    }
    return true;
  }

  ImmutableMap<InstanceId, PhaseWatch> watches() {
    return watches.buildOrThrow();
  }

  private PhaseWatch watch(Instance instance, ImmutableList<Rank> ranks) {
    PhaseWatch now =
        new PhaseWatch(
            instance.attempt(),
            ranks.stream().map(Rank::phase).collect(ImmutableList.toImmutableList()),
            ranks.stream().map(this::downloadsOf).collect(ImmutableList.toImmutableList()),
            tick);
    PhaseWatch known = before.get(instance.instanceId());
    return known != null && known.sameAs(now) ? known : now;
  }

  private ImmutableList<DownloadProgress> downloadsOf(Rank rank) {
    return Objects.requireNonNullElse(state.downloads().get(rank.node()), ImmutableList.of());
  }

  /** Once a rank has ended the group comes down; until then the last one counts. */
  private static RunnerPhase phaseOf(ImmutableList<Rank> ranks) {
    return ranks.stream().anyMatch(rank -> rank.phase() == RunnerPhase.ENDING)
        ? RunnerPhase.ENDING
        : ranks.stream().map(Rank::phase).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** In a group that comes down those that are still up hold it up, else those at the very end. */
  private static boolean holdsUp(Rank rank, RunnerPhase phase) {
    return (rank.phase() == phase) != (phase == RunnerPhase.ENDING);
  }

  private long patienceWith(RunnerPhase phase, List<Rank> behind) {
    return behind.stream()
        .mapToLong(rank -> patience.ticks(phase, rank.weights()))
        .max()
        .orElseGet(() -> patience.ticks(phase, Memory.ZERO));
  }

  private Stall stall(List<Rank> behind, RunnerPhase phase, long ticks) {
    if (behind.isEmpty()) {
      return new Stall(
          "All ranks have shut down, and none said why for %d ticks".formatted(ticks),
          Optional.empty());
    }
    String message =
        behind.stream()
            .map(
                rank ->
                    NodeNames.of(rank.node(), state.nodeIdentities())
                        + ": "
                        + told(rank, phase, ticks))
            .collect(Collectors.joining("; "));
    return new Stall(
        message,
        behind.size() == 1
            ? Optional.of(
                new Blame(behind.getFirst().node(), told(behind.getFirst(), phase, ticks)))
            : Optional.empty());
  }

  private static String told(Rank rank, RunnerPhase phase, long ticks) {
    return phase == RunnerPhase.ENDING
        ? "rank %d has not come down %d ticks after another rank ended, it is %s"
            .formatted(rank.number(), ticks, rank.phase().words())
        : "rank %d has been %s for %d ticks without progress"
            .formatted(rank.number(), rank.phase().words(), ticks);
  }

  private RunnerPhase phaseOf(RunnerId runner, InstanceId instance) {
    RunnerStatus status = state.runners().get(runner);
    return status instanceof RunnerRunning && !asked().contains(instance)
        ? RunnerPhase.LEAVING
        : RunnerPhase.of(status);
  }

  /** Instances of which something is wanted; looked up once, and only when a runner runs. */
  private Set<InstanceId> asked() {
    if (asked == null) {
      asked = new HashSet<>();
      for (Task task : state.tasks().values()) {
        if (task instanceof GenerationTask && task.taskStatus().isOpen()) {
          asked.add(task.instanceId());
        }
      }
    }
    return asked;
  }

  private ImmutableList<Rank> ranks(Instance instance) {
    ShardAssignments assignments = instance.shardAssignments();
    ImmutableList.Builder<Rank> ranks = ImmutableList.builder();
    for (Map.Entry<NodeId, RunnerId> bound : assignments.nodeToRunner().entrySet()) {
      ShardMetadata shard =
          Objects.requireNonNull(assignments.runnerToShard().get(bound.getValue()));
      ranks.add(
          new Rank(
              shard.deviceRank(),
              bound.getKey(),
              phaseOf(bound.getValue(), instance.instanceId()),
              ShardWeights.of(shard)));
    }
    return ImmutableList.sortedCopyOf(Comparator.comparingInt(Rank::number), ranks.build());
  }
}
