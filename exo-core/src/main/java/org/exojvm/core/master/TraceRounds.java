package org.exojvm.core.master;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.exojvm.api.engine.TraceSpan;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.core.event.StreamEvent.TracesCollected;
import org.exojvm.core.event.StreamEvent.TracesMerged;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Traces of tasks that wait for the rest of their ranks. What one rank hands in is kept and not
 * indexed; when all have, one event has the traces in the order of the ranks.
 *
 * <p>Bounded: at most {@link #MAX_OPEN_TASKS} tasks with {@link #MAX_SPANS} spans each, for at most
 * {@link #DEADLINE_TICKS}. What goes beyond that is dropped and noted: traces are for people, and
 * nothing waits for them.
 */
final class TraceRounds {

  /** Most tasks that wait. More: more memory for tasks whose ranks have died. */
  static final int MAX_OPEN_TASKS = 64;

  /** Most spans of a task, about 150 bytes each. More: the merged event outgrows a message. */
  static final int MAX_SPANS = 5_000;

  /** Seconds a task may wait for its last rank. Longer: more memory, no more insight. */
  static final long DEADLINE_TICKS = 60;

  private record Round(
      long openedTick,
      ImmutableMap<Integer, NodeId> nodeOfRank,
      TreeMap<Integer, ImmutableList<TraceSpan>> byRank) {
    int spans() {
      return byRank.values().stream().mapToInt(ImmutableList::size).sum();
    }

    boolean isComplete() {
      return byRank.keySet().containsAll(nodeOfRank.keySet());
    }
  }

  private final Indexer indexer;
  private final IdSequence ids;
  private final Map<TaskId, Round> rounds = new LinkedHashMap<>();
  private long tick;

  TraceRounds(Indexer indexer, IdSequence ids) {
    this.indexer = indexer;
    this.ids = ids;
  }

  /** Takes in the traces of one rank, and emits all when they were the last. */
  void collected(NodeId origin, TracesCollected traces) {
    // The task may be finished and forgotten before its last rank has handed in its traces.
    Round round = rounds.computeIfAbsent(traces.taskId(), id -> open(id, origin, traces.rank()));
    if (round == null || !Objects.equals(round.nodeOfRank.get(traces.rank()), origin)) {
      note(traces.taskId(), "node " + origin + " has no rank " + traces.rank() + " in it");
      return;
    }
    round.byRank.put(traces.rank(), traces.traces());
    if (round.spans() > MAX_SPANS) {
      drop(traces.taskId(), "it has " + round.spans() + " spans, more than " + MAX_SPANS);
    } else if (round.isComplete()) {
      rounds.remove(traces.taskId());
      indexer.index(
          new TracesMerged(
              ids.nextEventId(),
              traces.taskId(),
              round.byRank.values().stream()
                  .flatMap(ImmutableList::stream)
                  .collect(ImmutableList.toImmutableList())));
    } else if (rounds.size() > MAX_OPEN_TASKS) {
      drop(rounds.keySet().iterator().next(), "more than " + MAX_OPEN_TASKS + " tasks wait");
    }
  }

  /** A second has passed: drops what has waited too long. */
  void tick() {
    tick++;
    Iterator<Map.Entry<TaskId, Round>> all = rounds.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<TaskId, Round> entry = all.next();
      if (tick - entry.getValue().openedTick >= DEADLINE_TICKS) {
        all.remove();
        note(entry.getKey(), "ranks are missing after " + DEADLINE_TICKS + " s");
      }
    }
  }

  private @Nullable Round open(TaskId id, NodeId origin, int rank) {
    Task task = indexer.state().tasks().get(id);
    Instance instance = task == null ? null : indexer.state().instances().get(task.instanceId());
    if (instance == null || !hasRank(instance.shardAssignments(), origin, rank)) {
      return null;
    }
    return new Round(tick, nodesOfRanks(instance.shardAssignments()), new TreeMap<>());
  }

  private static ImmutableMap<Integer, NodeId> nodesOfRanks(ShardAssignments shards) {
    ImmutableMap.Builder<Integer, NodeId> nodes = ImmutableMap.builder();
    shards
        .nodeToRunner()
        .forEach(
            (node, runner) -> {
              ShardMetadata shard = shards.runnerToShard().get(runner);
              if (shard != null) {
                nodes.put(shard.deviceRank(), node);
              }
            });
    return nodes.buildKeepingLast();
  }

  private static boolean hasRank(ShardAssignments shards, NodeId node, int rank) {
    RunnerId own = shards.nodeToRunner().get(node);
    ShardMetadata shard = own == null ? null : shards.runnerToShard().get(own);
    return shard != null && shard.deviceRank() == rank;
  }

  private void drop(TaskId task, String why) {
    rounds.remove(task);
    note(task, why);
  }

  private void note(TaskId task, String why) {
    indexer.note(Incident.TRACES_DROPPED, "traces of task %s are dropped: %s".formatted(task, why));
  }
}
