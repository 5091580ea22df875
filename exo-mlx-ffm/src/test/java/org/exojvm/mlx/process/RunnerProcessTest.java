package org.exojvm.mlx.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.TaskId;
import org.exojvm.mlx.command.Kill;
import org.exojvm.mlx.command.Termination;
import org.exojvm.mlx.deadline.ManualTimers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: whatever a child process does, its supervisor reports it in order, ends it when it has to,
 * and says how it ended. Method: real JVMs; deadlines pass when the test says so.
 */
class RunnerProcessTest {

  private static final Duration NEVER = Duration.ofDays(1);
  private static final Duration LIMIT = Duration.ofSeconds(40);

  /** One limit for all phases, and none for the heartbeat: that beats in real time. */
  private static final PhaseLimits LIMITS =
      new PhaseLimits(LIMIT, LIMIT, LIMIT, LIMIT, LIMIT, LIMIT, NEVER);

  @TempDir private Path directory;
  private final ManualTimers timers = new ManualTimers();
  private final List<RecordedProcess> started = new ArrayList<>();

  @AfterEach
  void end() throws Exception {
    for (RecordedProcess process : started) {
      process.kill();
    }
  }

  @Test
  void aChildThatObeysGoesThroughAllPhasesAndStops() throws Exception {
    RecordedProcess child = start(ScriptedChild.class, "obey", LIMITS);
    child.await("IDLE");
    child.process().send(new ToChild.Connect());
    child.await("CONNECTED");
    child
        .process()
        .send(
            new ToChild.Deliver(
                6, ImmutableList.of(ScriptedChild.text("a"), ScriptedChild.text("b"))));
    child.await("round 7 b");
    child.process().send(new ToChild.Load());
    child.await("LOADED");
    child.process().send(new ToChild.WarmUp());
    child.await("READY");
    child.process().send(new ToChild.Run(TaskId.of("t0"), ScriptedChild.text("hello")));
    child.await("t0 COMPLETE");
    child.process().close();
    child.process().close();
    assertThat(child.end()).isEqualTo(new ProcessEnd.Stopped(new Termination.Exited(0)));
    assertThat(child.reports())
        .containsExactly(
            "IDLE",
            "CONNECTING",
            "round 0 mine",
            "CONNECTED",
            "round 7 b",
            "LOADING",
            "1 of 2",
            "LOADED",
            "WARMING_UP",
            "READY",
            "RUNNING",
            "t0 chunk hello",
            "t0 traces []",
            "t0 COMPLETE",
            "READY",
            "SHUTTING_DOWN",
            "SHUTDOWN",
            "END");
  }

  @Test
  void aTaskIsCancelledByWordOrByClosing() throws Exception {
    RecordedProcess child = ready();
    child.process().send(new ToChild.Run(TaskId.of("t0"), ScriptedChild.text("wait")));
    child.await("t0 chunk wait");
    child.process().send(new ToChild.Cancel(TaskId.of("t0")));
    child.await("t0 CANCELLED");
    RecordedProcess other = ready();
    other.process().send(new ToChild.Run(TaskId.of("t1"), ScriptedChild.text("wait")));
    other.await("t1 chunk wait");
    other.process().close();
    assertThat(other.end()).isInstanceOf(ProcessEnd.Stopped.class);
    assertThat(other.reports()).endsWith("SHUTTING_DOWN", "t1 CANCELLED", "SHUTDOWN", "END");
  }

  @Test
  void aCallThatDoesNotFitThePhaseIsAFailure() throws Exception {
    RecordedProcess child = start(ScriptedChild.class, "obey", LIMITS);
    child.process().send(new ToChild.WarmUp());
    assertThat(child.end())
        .isEqualTo(
            new ProcessEnd.Failed(
                "WarmUp does not fit the phase IDLE.", new Termination.Exited(83)));
    assertThat(child.reports()).containsExactly("IDLE", "FAILED", "END");
  }

  @Test
  void anErrorOfTheGroupEndsTheProcessWithItsMessage() throws Exception {
    assertThat(loading("throw").end())
        .isEqualTo(
            new ProcessEnd.Failed(
                "[ring] connection to a peer was lost", new Termination.Exited(83)));
  }

  @Test
  void anErrorBesideTheWorkEndsTheProcessWithItsMessage() throws Exception {
    RecordedProcess child = start(ScriptedChild.class, "throw in deliver", LIMITS);
    child.process().send(new ToChild.Deliver(3, ImmutableList.of()));
    assertThat(child.end())
        .isEqualTo(new ProcessEnd.Failed("nobody asked for round 3", new Termination.Exited(83)));
  }

  @Test
  void theMessageOfAFailureIsReportedHoweverLongItIs() throws Exception {
    ByteArrayOutputStream reported = new ByteArrayOutputStream();
    new ChildState(new ScriptedChild(), new ChildOutput(reported))
        .failed("x".repeat(Frame.BODY_BYTES_MAX));
    Frame frame = Frame.read(new ByteArrayInputStream(reported.toByteArray())).orElseThrow();
    assertThat(FromChildCodec.decode(frame))
        .isEqualTo(
            new FromChild.Reported(
                new RunnerStatus.RunnerFailed("x".repeat(ChildState.MESSAGE_CHARS_MAX) + "...")));
  }

  @Test
  void aListenerThatThrowsCostsTheChildItsLifeAndHearsOfItsEnd() throws Exception {
    CompletableFuture<ProcessEnd> heard = new CompletableFuture<>();
    RunnerProcessListener listener =
        new RunnerProcessListener() {
          @Override
          public void onMessage(FromChild message) {
            throw new IllegalStateException("not now");
          }

          @Override
          public void onEnd(ProcessEnd end) {
            heard.complete(end);
          }
        };
    RunnerProcess process =
        RunnerProcess.start(
            RecordedProcess.spec(ScriptedChild.class, "obey", LIMITS, directory), listener, timers);
    assertThat(heard.get(60, TimeUnit.SECONDS).message())
        .isEqualTo(
            "Its report was not taken (java.lang.IllegalStateException: not now), so it was killed."
                + " Terminated (signal=9 (Killed))");
    assertThat(process.end().get(60, TimeUnit.SECONDS)).isEqualTo(heard.get());
  }

  @Test
  void theEndOfAProcessIsReportedAlsoWhenAnotherOneHoldsItsOutput() throws Exception {
    RecordedProcess child =
        start(
            ImmutableList.of(
                "sh", "-c", "sleep 1000 & echo $! >&2; head -c 8 > /dev/null; exit 3"));
    timers.awaitArmed(RunnerProcess.EXIT_LIMIT);
    timers.advance(RunnerProcess.EXIT_LIMIT);
    assertThat(child.end())
        .isInstanceOfSatisfying(
            ProcessEnd.Crashed.class,
            crashed -> {
              assertThat(crashed.message()).isEqualTo("Terminated (exitcode=3)");
              long orphan = Long.parseLong(crashed.errors().strip());
              ProcessHandle.of(orphan).ifPresent(ProcessHandle::destroyForcibly);
            });
  }

  @Test
  void aMessageThatIsTooLongIsRefusedAndNotCountedAsTold() throws Exception {
    RecordedProcess child = ready();
    ToChild.Run huge =
        new ToChild.Run(TaskId.of("t0"), Bytes.copyOf(new byte[Frame.BODY_BYTES_MAX]));
    assertThatThrownBy(() -> child.process().send(huge))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("Divide what it carries.");
    timers.advance(LIMIT.plus(LIMIT));
    child.process().send(new ToChild.Run(TaskId.of("t1"), ScriptedChild.text("hello")));
    child.await("t1 COMPLETE");
  }

  @ParameterizedTest
  @CsvSource({"halt, Terminated (exitcode=5)", "crash, Terminated (signal=6 (Aborted))"})
  void aProcessThatEndsWithoutAWordIsReportedByCodeOrSignal(String script, String message)
      throws Exception {
    RecordedProcess child = loading(script);
    assertThat(child.end()).isInstanceOf(ProcessEnd.Crashed.class);
    assertThat(child.end().message()).isEqualTo(message);
    assertThat(reportsOfTheJvm()).hasSize(script.equals("crash") ? 1 : 0);
  }

  @Test
  void aProcessThatIsKilledFromOutsideIsReportedByItsSignal() throws Exception {
    RecordedProcess child = ready();
    ProcessHandle.of(child.process().pid().getAsLong()).orElseThrow().destroyForcibly();
    assertThat(child.end()).isInstanceOf(ProcessEnd.Crashed.class);
    assertThat(child.end().message()).isEqualTo("Terminated (signal=9 (Killed))");
    assertThat(child.reports()).endsWith("READY", "END");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stall", "spin"})
  void aCallThatNeverComesBackIsKilledAtTheLimitOfItsPhase(String script) throws Exception {
    RecordedProcess child = loading(script);
    child.await("LOADING");
    timers.advance(LIMIT);
    assertThat(child.end().message())
        .isEqualTo(
            "No progress in LOADING for 40000 ms, so it was killed."
                + " Terminated (signal=9 (Killed))");
  }

  @Test
  void aProcessWithoutAHeartbeatIsKilledInAnyPhase() throws Exception {
    RecordedProcess child =
        start(
            DeafChild.class,
            "",
            new PhaseLimits(NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, Duration.ofSeconds(20)));
    timers.advance(Duration.ofSeconds(20));
    assertThat(child.end().message())
        .isEqualTo(
            "No sign of life for 20000 ms, so it was killed. Terminated (signal=9 (Killed))");
  }

  @Test
  void aProcessThatDoesNotReadIsKilledBeforeMemoryFills() throws Exception {
    RecordedProcess child = start(DeafChild.class, "", LIMITS);
    ToChild large =
        new ToChild.Deliver(0, ImmutableList.of(ScriptedChild.text("x".repeat(100_000))));
    for (int i = 0; i < ChildWriter.WAITING_MAX + 4; i++) {
      child.process().send(large);
    }
    assertThat(child.end().message())
        .isEqualTo(
            "It does not read what it is told, so it was killed. Terminated (signal=9 (Killed))");
  }

  @Test
  void aStoppingProcessThatHangsIsKilledAndCountsAsStopped() throws Exception {
    RecordedProcess child = loading("stall");
    child.await("LOADING");
    child.process().close();
    child.await("SHUTTING_DOWN");
    timers.advance(LIMIT);
    assertThat(child.end())
        .isEqualTo(new ProcessEnd.Stopped(new Termination.Signalled(9, "Killed")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "garbage | It broke the protocol by something else than a frame: \"[jaccl] \"",
        "huge | It broke the protocol by a frame of 2147483647 bytes, of at most 16777216"
      })
  void aProcessThatBreaksTheProtocolIsKilled(String script, String reason) throws Exception {
    assertThat(loading(script).end().message())
        .isEqualTo(reason + ", so it was killed. Terminated (signal=9 (Killed))");
  }

  @Test
  void aProcessThatClosesItsOutputAndGoesOnIsKilled() throws Exception {
    RecordedProcess child = start(ImmutableList.of("sh", "-c", "exec >&- sleep 1000"));
    timers.awaitArmed(RunnerProcess.EXIT_LIMIT);
    timers.advance(RunnerProcess.EXIT_LIMIT);
    assertThat(child.end().message())
        .isEqualTo(
            "It closed its output and went on, so it was killed. Terminated (signal=9 (Killed))");
  }

  @Test
  void aFloodOfErrorsIsReadAndOnlyItsEndKept() throws Exception {
    RecordedProcess child = loading("flood errors");
    child.await("LOADED");
    ProcessHandle.of(child.process().pid().getAsLong()).orElseThrow().destroyForcibly();
    assertThat(child.end())
        .isInstanceOfSatisfying(
            ProcessEnd.Crashed.class,
            crashed ->
                assertThat(crashed.errors())
                    .hasSizeLessThanOrEqualTo(16 << 10)
                    .endsWith("last words\n"));
  }

  @Test
  void aProgramThatIsNotThereIsAnEnd() throws Exception {
    RecordedProcess none = start(ImmutableList.of("/no/such/java"));
    none.process().send(new ToChild.Load());
    assertThat(none.end().message())
        .startsWith("The runner process could not be started: ")
        .contains("/no/such/java");
    assertThat(none.process().pid()).isEmpty();
  }

  @Test
  void aProcessWhoseSupervisorIsGoneEndsEvenWithinACallThatNeverComesBack() throws Exception {
    Process child =
        new ProcessBuilder(
                RunnerProcessSpec.jvm(ScriptedChild.class, directory, List.of("-Xmx64m")))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      ToChildCodec.encode(new ToChild.Begin(ScriptedChild.text("spin")))
          .write(child.getOutputStream());
      ToChildCodec.encode(new ToChild.Load()).write(child.getOutputStream());
      FromChild said = new FromChild.Beat(0);
      while (!said.equals(new FromChild.Reported(PhaseName.LOADING.status("")))) {
        said = FromChildCodec.decode(Frame.read(child.getInputStream()).orElseThrow());
      }
      child.getOutputStream().close();
      assertThat(child.onExit().get(60, TimeUnit.SECONDS).exitValue()).isEqualTo(81);
    } finally {
      Kill.all(child);
    }
  }

  private RecordedProcess start(Class<?> main, String script, PhaseLimits limits) {
    RecordedProcess process = RecordedProcess.start(main, script, limits, directory, timers);
    started.add(process);
    return process;
  }

  private RecordedProcess start(ImmutableList<String> command) {
    RecordedProcess process =
        RecordedProcess.start(
            new RunnerProcessSpec(
                "r0", command, ImmutableMap.of(), directory, ScriptedChild.text(""), LIMITS),
            timers);
    started.add(process);
    return process;
  }

  private RecordedProcess loading(String script) {
    RecordedProcess child = start(ScriptedChild.class, script, LIMITS);
    child.process().send(new ToChild.Load());
    return child;
  }

  private RecordedProcess ready() throws InterruptedException {
    RecordedProcess child = loading("obey");
    child.await("LOADED");
    child.process().send(new ToChild.WarmUp());
    child.await("READY");
    return child;
  }

  private List<Path> reportsOfTheJvm() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith("hs_err_")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
