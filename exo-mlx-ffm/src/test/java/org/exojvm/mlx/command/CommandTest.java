package org.exojvm.mlx.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.exojvm.mlx.deadline.ManualTimers;
import org.junit.jupiter.api.Test;

/** Goal: whatever a command does, running it ends with a value. */
class CommandTest {

  private static final Duration DEADLINE = Duration.ofSeconds(7);

  private final ManualTimers timers = new ManualTimers();

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
        .contains("/no/such/program");
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

  private static Command shell(String script) {
    return new Command(ImmutableList.of("sh", "-c", script), DEADLINE, 100);
  }
}
