package org.exojvm.core.engine.simulated;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerTask;
import org.exojvm.api.id.TaskId;
import org.jspecify.annotations.Nullable;

/** The ranks of one instance at one attempt. What they do together completes only with all. */
final class SimulatedGroup {

  /** Most tasks remembered for ranks that have not joined them; beyond it the oldest goes. */
  private static final int MAX_TASKS = 1024;

  private final SimulatedGroups groups;
  private final int meetingSize;
  private final TreeMap<Integer, SimulatedRunner> members = new TreeMap<>();
  private final TreeMap<Integer, SimulatedRunner> connecting = new TreeMap<>();
  private final TreeMap<Integer, SimulatedRunner> warmingUp = new TreeMap<>();
  private final LinkedHashMap<TaskId, SimulatedWork> works = new LinkedHashMap<>();

  /** Work that every rank has joined. */
  private @Nullable SimulatedWork inProgress;

  /** Why nothing can be done together any more, null while it can. */
  private @Nullable String broken;

  /**
   * Creates a group.
   *
   * @param meetingSize ranks that wait for each other: all of them, or one that is on its own here
   */
  SimulatedGroup(SimulatedGroups groups, int meetingSize) {
    this.groups = groups;
    this.meetingSize = meetingSize;
  }

  void add(SimulatedRunner runner) {
    members.put(runner.rank(), runner);
  }

  void connect(SimulatedRunner runner) {
    whenOthersCame(
        runner,
        SimulatedGroup::isConnecting,
        () ->
            meet(
                connecting,
                runner,
                groups.timings.connectMillis(),
                new RunnerStatus.RunnerConnected()));
  }

  void warmUp(SimulatedRunner runner) {
    whenOthersCame(
        runner,
        SimulatedGroup::isWarmingUp,
        () ->
            meet(warmingUp, runner, groups.timings.warmUpMillis(), new RunnerStatus.RunnerReady()));
  }

  /** Ranks of other processes are waited for as long as this one is; here they wait in a place. */
  private void whenOthersCame(
      SimulatedRunner runner, Predicate<RunnerStatus> hasCome, Runnable meeting) {
    if (groups.othersCame(runner.bound(), hasCome)) {
      meeting.run();
    } else {
      runner.later(SimulatedGroups.LOOK_MILLIS, () -> whenOthersCame(runner, hasCome, meeting));
    }
  }

  /** Or further: a report may come when the rank has gone on. */
  private static boolean isConnecting(RunnerStatus status) {
    return switch (status) {
      case RunnerStatus.RunnerConnecting _,
          RunnerStatus.RunnerConnected _,
          RunnerStatus.RunnerLoading _,
          RunnerStatus.RunnerLoaded _ ->
          true;
      default -> isWarmingUp(status);
    };
  }

  private static boolean isWarmingUp(RunnerStatus status) {
    return status instanceof RunnerStatus.RunnerWarmingUp || status.isServing();
  }

  void join(SimulatedRunner runner, RunnerTask task) {
    if (broken != null) {
      fallApart(runner);
      return;
    }
    if (!works.containsKey(task.taskId()) && works.size() >= MAX_TASKS) {
      works.pollFirstEntry();
    }
    SimulatedWork work =
        works.computeIfAbsent(task.taskId(), _ -> new SimulatedWork(groups, task, meetingSize));
    work.join(runner);
    if (work.everybodyCame()) {
      works.remove(task.taskId());
      inProgress = work;
    }
  }

  void cancel(TaskId task) {
    SimulatedWork work = works.get(task);
    if (work == null && inProgress != null && inProgress.taskId().equals(task)) {
      work = inProgress;
    }
    if (work != null) {
      work.cancel();
    }
  }

  /** A rank has died; the others notice after a while, unless nobody tells them. */
  void lost(SimulatedRunner runner, String message, boolean noticed) {
    remove(runner, "lost rank " + runner.rank() + " on node " + nodeOf(runner) + ": " + message);
    if (!noticed) {
      return;
    }
    for (SimulatedRunner other : ImmutableList.copyOf(members.values())) {
      other.later(groups.timings.noticeMillis(), () -> fallApart(other));
    }
  }

  /** A rank was closed; the others find out when they next need it. */
  void left(SimulatedRunner runner) {
    remove(runner, "rank " + runner.rank() + " on node " + nodeOf(runner) + " has left");
  }

  private void remove(SimulatedRunner runner, String why) {
    if (broken == null) {
      broken = why;
    }
    members.remove(runner.rank(), runner);
    if (members.isEmpty()) {
      groups.forget(runner.bound());
    }
  }

  private void meet(
      Map<Integer, SimulatedRunner> place,
      SimulatedRunner runner,
      long delayMillis,
      RunnerStatus next) {
    if (broken != null) {
      fallApart(runner);
      return;
    }
    place.put(runner.rank(), runner);
    if (place.size() == meetingSize) {
      place.values().forEach(each -> each.later(delayMillis, () -> each.report(next)));
      place.clear();
    }
  }

  /** Ends a rank whose group is gone; it blames the rank that fell first. */
  private void fallApart(SimulatedRunner runner) {
    runner.die(String.valueOf(broken), false);
  }

  private static String nodeOf(SimulatedRunner runner) {
    return runner.bound().boundNodeId().value();
  }
}
