package org.exojvm.benchmarks;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerRunning;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.event.TaskEvent.TaskDeleted;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.info.GatheredInfo.MacmonMetrics;
import org.exojvm.core.info.GatheredInfo.NodeDiskUsage;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.FileEventLog;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask.TextGeneration;
import org.exojvm.core.task.TaskStatus;

/**
 * The journal of a cluster of 16 nodes with 16 intents, each placed over two of them and ready:
 * first all that leads there, then four measurements to every six events of a request, for ever.
 */
final class JournalStory {

  /** Nodes and intents. */
  static final int NODES = 16;

  private static final int GROUP = 1_000;

  private static final int TASKS = 64;

  private final ImmutableList<Event> prelude = ClusterStates.story(NODES);
  private final ImmutableList<NodeId> nodes = made(NODES, ClusterParts::node);
  private final ImmutableList<RunnerId> runners = made(NODES, i -> ClusterParts.runner(i, 0));
  private final ImmutableList<TextGeneration> tasks =
      made(TASKS, i -> ClusterParts.task(NODES + i));
  private State state = State.empty();

  JournalStory() {}

  private static <T> ImmutableList<T> made(int count, IntFunction<T> maker) {
    return IntStream.range(0, count).mapToObj(maker).collect(ImmutableList.toImmutableList());
  }

  /** Returns the state after the events so far. */
  State state() {
    return state;
  }

  /** Returns the next events. */
  List<LogEntry> next(int count) {
    List<LogEntry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long idx = state.lastEventAppliedIdx() + 1;
      Event event = idx < prelude.size() ? prelude.get((int) idx) : later(idx - prelude.size());
      state = ClusterStates.next(state, event);
      entries.add(new LogEntry(new IndexedEvent(idx, event, null), 1_750_000_000_000L + idx));
    }
    return entries;
  }

  private Event later(long number) {
    EventId id = EventId.of(nodes.getFirst() + ".7.w" + number);
    int turn = (int) (number / 10 % (NODES * TASKS));
    NodeId node = nodes.get(turn % NODES);
    RunnerId runner = runners.get(turn % NODES);
    TextGeneration task = tasks.get(turn % TASKS);
    return switch ((int) (number % 10)) {
      case 0 -> new TaskCreated(id, task.taskId(), task);
      case 1 -> new RunnerStatusUpdated(id, runner, new RunnerRunning(), 0L);
      case 2 -> new TaskStatusUpdated(id, task.taskId(), TaskStatus.RUNNING);
      case 3 -> new TaskStatusUpdated(id, task.taskId(), TaskStatus.COMPLETE);
      case 4 -> new RunnerStatusUpdated(id, runner, new RunnerReady(), 0L);
      case 5 -> new TaskDeleted(id, task.taskId());
      case 6, 7 ->
          new NodeGatheredInfo(
              id, node, new GatheredMemoryUsage(ClusterParts.memory(300 + number % 80)));
      case 8 ->
          new NodeGatheredInfo(
              id,
              node,
              new MacmonMetrics(ClusterParts.load(), ClusterParts.memory(300 + number % 80)));
      default -> new NodeGatheredInfo(id, node, new NodeDiskUsage(ClusterParts.disk()));
    };
  }

  /**
   * Writes a journal.
   *
   * @param events number of events, a multiple of 1,000
   * @param eventsPerSnapshot number of events between two snapshots, 0 for none at all
   */
  static void write(Path directory, long events, long eventsPerSnapshot) throws IOException {
    JournalStory story = new JournalStory();
    try (EventLog log = FileEventLog.open(directory, FileEventLog.Options.DEFAULT)) {
      for (long written = GROUP; written <= events; written += GROUP) {
        log.append(story.next(GROUP));
        if (eventsPerSnapshot > 0 && written % eventsPerSnapshot == 0 && written < events) {
          log.commit();
          log.snapshot(story.state());
        }
      }
      log.commit();
    }
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
