package org.exojvm.mlx.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.exojvm.mlx.deadline.ManualTimers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: whatever a command does, running it ends with a value. */
class CommandTest {

  private static final Duration DEADLINE = Duration.ofSeconds(7);

  private final ManualTimers timers = new ManualTimers();

  @TempDir private Path directory;

  @Test
  void outputErrorsAndCodeAreKept() {
    CommandOutcome outcome = shell("echo out; echo err >&2; exit 3").run(timers);
    assertThat(outcome)
        .isEqualTo(new CommandOutcome.Ended(new Termination.Exited(3), "out\n", "err\n"));
    assertThat(outcome.text()).isEqualTo("Terminated (exitcode=3): err");
  }

  @Test
  void aCommandThatKillsItselfIsReportedBySignal() {
    assertThat(shell("kill -9 $$").run(timers).text()).isEqualTo("Terminated (signal=9 (Killed))");
  }

  @Test
  void aCommandThatIsNotThereIsAValue() {
    assertThat(new Command(ImmutableList.of("/no/such/program"), DEADLINE, 10).run(timers).text())
        .startsWith("could not be started: ")
        .contains("/no/such/program")
        .doesNotEndWith(" ");
  }

  @Test
  void aCommandThatFloodsIsKilled() {
    assertThat(shell("while true; do echo flood; done").run(timers))
        .isEqualTo(new CommandOutcome.TooMuchOutput(100));
  }

  @Test
  void aCommandThatHangsIsKilledAtItsDeadlineWithItsChildren() throws Exception {
    CompletableFuture<CommandOutcome> outcome =
        CompletableFuture.supplyAsync(() -> shell("sleep 1000; echo late").run(timers));
    timers.awaitArmed(DEADLINE);
    timers.advance(DEADLINE);
    assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo(new CommandOutcome.TimedOut(DEADLINE));
  }

  @Test
  void aShellThatIsKilledDoesNotGoOnToItsNextCommand() throws Exception {
    Path sleeps = directory.resolve("sleeps");
    Path next = directory.resolve("next");
    Process shell =
        new ProcessBuilder(
                "sh", "-c", "echo > " + sleeps + "; sleep 1000; echo > " + next + "; sleep 1000")
            .start();
    comesToBe(sleeps);
    while (shell.isAlive() && shell.descendants().findAny().isEmpty()) {
      Thread.onSpinWait();
    }
    Kill.all(shell);
    assertThat(shell.onExit().get(30, TimeUnit.SECONDS).exitValue()).isEqualTo(137);
    assertThat(next).doesNotExist();
  }

  @Test
  void aProcessThatOutlivesItsCommandAndHoldsItsOutputKeepsNobodyWaiting() throws Exception {
    Path pid = directory.resolve("pid");
    CompletableFuture<CommandOutcome> outcome =
        CompletableFuture.supplyAsync(
            // What the inner shell starts is nobody's child when that has ended.
            () -> shell("(sleep 1000 & echo $! > " + pid + "); exec sleep 1000").run(timers));
    try {
      timers.awaitArmed(DEADLINE);
      comesToBe(pid);
      timers.advance(DEADLINE);
      assertThat(outcome.get(30, TimeUnit.SECONDS))
          .isEqualTo(new CommandOutcome.TimedOut(DEADLINE));
    } finally {
      long orphan = Long.parseLong(Files.readString(pid).strip());
      ProcessHandle.of(orphan).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** Waits for a file with a line. */
  private static void comesToBe(Path file) throws IOException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(file) || !Files.readString(file).endsWith("\n")) {
      assertThat(System.nanoTime()).isLessThan(giveUp);
      Thread.onSpinWait();
    }
  }

  private static Command shell(String script) {
    return new Command(ImmutableList.of("sh", "-c", script), DEADLINE, 100);
  }
}
