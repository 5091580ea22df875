package org.exojvm.mlx.check;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.TaskId;
import org.exojvm.mlx.process.FromChild;
import org.exojvm.mlx.process.ProcessEnd;
import org.exojvm.mlx.process.RunnerProcessListener;

/** What is heard of one process: the phases it has reached, the results of its tasks, its end. */
final class MemberWatch implements RunnerProcessListener {

  private final ConcurrentMap<Class<? extends RunnerStatus>, CompletableFuture<Void>> phases =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<TaskId, CompletableFuture<String>> results =
      new ConcurrentHashMap<>();
  private final CompletableFuture<ProcessEnd> end = new CompletableFuture<>();

  /** Completes when the process enters a phase; never, if it ends before. */
  CompletableFuture<Void> reached(Class<? extends RunnerStatus> phase) {
    return phases.computeIfAbsent(phase, _ -> new CompletableFuture<>());
  }

  /** Completes with what a task gave; never, if the process ends before. */
  CompletableFuture<String> result(TaskId task) {
    return results.computeIfAbsent(task, _ -> new CompletableFuture<>());
  }

  CompletableFuture<ProcessEnd> end() {
    return end;
  }

  @Override
  public void onMessage(FromChild message) {
    switch (message) {
      case FromChild.Reported(RunnerStatus status) -> reached(status.getClass()).complete(null);
      case FromChild.Chunk(TaskId task, var chunk) ->
          result(task).complete(new String(chunk.toArray(), StandardCharsets.UTF_8));
      case FromChild.TaskStopped _,
          FromChild.Progress _,
          FromChild.Contribution _,
          FromChild.Traces _,
          FromChild.Greeting _,
          FromChild.Beat _ -> {
        // A result is in one piece, and nothing else is asked for.
      }
    }
  }

  @Override
  public void onEnd(ProcessEnd reason) {
    end.complete(reason);
  }
}
