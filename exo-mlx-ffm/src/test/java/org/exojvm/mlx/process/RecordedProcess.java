package org.exojvm.mlx.process;

import com.google.common.collect.ImmutableMap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.exojvm.api.collection.Bytes;
import org.exojvm.mlx.deadline.Timers;

/** A process under test with everything it has said, as short texts. */
final class RecordedProcess implements RunnerProcessListener {

  private static final long GIVE_UP_SECONDS = 60;

  private final List<String> reports = new ArrayList<>();
  private final RunnerProcess process;

  private RecordedProcess(RunnerProcessSpec spec, Timers timers) {
    this.process = RunnerProcess.start(spec, this, timers);
  }

  static RecordedProcess start(
      Class<?> main, String script, PhaseLimits limits, Path directory, Timers timers) {
    return new RecordedProcess(spec(main, script, limits, directory), timers);
  }

  static RunnerProcessSpec spec(Class<?> main, String script, PhaseLimits limits, Path directory) {
    return new RunnerProcessSpec(
        "r0",
        RunnerProcessSpec.jvm(main, directory, List.of("-Xmx64m", "-XX:TieredStopAtLevel=1")),
        ImmutableMap.of("MLX_RANK", "1"),
        directory,
        ScriptedChild.text(script),
        limits);
  }

  static RecordedProcess start(RunnerProcessSpec spec, Timers timers) {
    return new RecordedProcess(spec, timers);
  }

  RunnerProcess process() {
    return process;
  }

  ProcessEnd end() throws Exception {
    return process.end().get(GIVE_UP_SECONDS, TimeUnit.SECONDS);
  }

  synchronized List<String> reports() {
    return List.copyOf(reports);
  }

  /** Waits until a report has come; fails a test that would hang. */
  synchronized void await(String report) throws InterruptedException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(GIVE_UP_SECONDS);
    while (!reports.contains(report)) {
      long left = TimeUnit.NANOSECONDS.toMillis(giveUp - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("There was no " + report + " in " + reports);
      }
      wait(left);
    }
  }

  private synchronized void add(String report) {
    reports.add(report);
    notifyAll();
  }

  @Override
  public void onMessage(FromChild message) {
    add(
        switch (message) {
          case FromChild.Reported(var status) -> PhaseName.of(status).name();
          case FromChild.Progress(long done, long total) -> done + " of " + total;
          case FromChild.Chunk(var task, Bytes chunk) -> task + " chunk " + text(chunk);
          case FromChild.TaskStopped(var task, var outcome) -> task + " " + outcome;
          case FromChild.Contribution(long sequence, Bytes data) ->
              "round " + sequence + " " + text(data);
          case FromChild.Traces(var task, Bytes spans) -> task + " traces " + text(spans);
          case FromChild.Greeting _, FromChild.Beat _ -> "not for a listener";
        });
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.UTF_8);
  }

  @Override
  public void onEnd(ProcessEnd end) {
    add("END");
  }

  /** Ends it, whatever it does. */
  void kill() throws Exception {
    process.kill("The test is over.");
    end();
  }
}
