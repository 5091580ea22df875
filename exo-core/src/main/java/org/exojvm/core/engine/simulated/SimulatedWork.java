package org.exojvm.core.engine.simulated;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.exojvm.api.engine.RunnerTask;
import org.exojvm.api.engine.TaskOutcome;
import org.exojvm.api.id.TaskId;

/**
 * One task of a group. It starts when every rank has joined, makes a token at a time, and is left
 * by all ranks together. A rank that joins after the others were cancelled leaves at once.
 */
final class SimulatedWork {

  private final SimulatedGroups groups;
  private final RunnerTask task;
  private final int meetingSize;
  private final TreeMap<Integer, SimulatedRunner> joined = new TreeMap<>();
  private final Map<SimulatedRunner, SimulatedFault> faults = new LinkedHashMap<>();
  private int arrivals;
  private int nextToken;
  private boolean cancelled;

  SimulatedWork(SimulatedGroups groups, RunnerTask task, int meetingSize) {
    this.groups = groups;
    this.task = task;
    this.meetingSize = meetingSize;
  }

  TaskId taskId() {
    return task.taskId();
  }

  boolean everybodyCame() {
    return arrivals >= meetingSize;
  }

  void join(SimulatedRunner runner) {
    arrivals++;
    joined.put(runner.rank(), runner);
    SimulatedFault fault = groups.script.strike(runner.bound(), SimulatedPhase.SERVE);
    if (fault != null) {
      faults.put(runner, fault);
    }
    if (cancelled) {
      afterToken(() -> leave(TaskOutcome.CANCELLED));
    } else if (everybodyCame()) {
      SimulatedText text = textOf(runner);
      afterToken(() -> token(text));
    }
  }

  void cancel() {
    if (!cancelled) {
      cancelled = true;
      if (!everybodyCame()) {
        afterToken(() -> leave(TaskOutcome.CANCELLED));
      }
    }
  }

  private void token(SimulatedText text) {
    if (faultStrikes()) {
      return;
    }
    if (cancelled) {
      leave(TaskOutcome.CANCELLED);
      return;
    }
    if (joined.values().stream().anyMatch(SimulatedRunner::isOver)) {
      return;
    }
    SimulatedRunner speaker = joined.firstEntry().getValue();
    if (speaker.rank() == 0) {
      speaker.output(taskId(), text.chunk(nextToken));
    }
    nextToken++;
    if (nextToken == text.length()) {
      leave(TaskOutcome.COMPLETE);
    } else {
      afterToken(() -> token(text));
    }
  }

  /** Lets faults strike that are due; a group in which one hangs makes no token ever after. */
  private boolean faultStrikes() {
    boolean struck = false;
    for (Map.Entry<SimulatedRunner, SimulatedFault> entry : faults.entrySet()) {
      if (entry.getValue().afterTokens() <= nextToken) {
        entry.getKey().suffer(entry.getValue());
        struck = true;
      }
    }
    return struck;
  }

  private void leave(TaskOutcome outcome) {
    ImmutableList<SimulatedRunner> leaving = ImmutableList.copyOf(joined.values());
    joined.clear();
    leaving.forEach(runner -> runner.leave(taskId(), outcome));
  }

  private SimulatedText textOf(SimulatedRunner runner) {
    return switch (task) {
      case RunnerTask.GenerateText text ->
          SimulatedText.answerTo(text.params(), runner.bound().boundShard(), groups.timings);
    };
  }

  private void afterToken(Runnable action) {
    groups.scheduler.after(groups.timings.tokenMillis(), action);
  }
}
