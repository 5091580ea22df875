package org.exojvm.mlx.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.mlx.command.Kill;
import org.exojvm.mlx.command.OutputTail;
import org.exojvm.mlx.command.SignalNames;
import org.exojvm.mlx.command.Termination;
import org.exojvm.mlx.deadline.Timers;
import org.jspecify.annotations.Nullable;

/**
 * A runner in a process of its own, seen from the supervisor: starts it, tells it what to do, hears
 * it, kills it when it is silent for too long or breaks the protocol, and says how it ended. No
 * native library is loaded here.
 *
 * <p>No call waits or throws for what the child does. Threads: any.
 */
public final class RunnerProcess implements AutoCloseable {

  /** How often the watchdog looks. */
  static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** How long a process may go on after its output has ended; it is reaped within moments. */
  static final Duration EXIT_LIMIT = Duration.ofSeconds(5);

  /** How long to wait for the rest of the errors of a process that has ended. */
  static final Duration LAST_WORDS_LIMIT = Duration.ofSeconds(1);

  private static final int ERROR_BYTES_KEPT = 16 << 10;

  private final RunnerProcessSpec spec;
  private final RunnerProcessListener listener;
  private final Timers timers;
  private final CompletableFuture<ProcessEnd> end = new CompletableFuture<>();
  private final OutputTail errors = new OutputTail(ERROR_BYTES_KEPT);
  private final AtomicReference<@Nullable String> killedFor = new AtomicReference<>();
  private final Object watchLock = new Object();
  private final Object listenerLock = new Object();
  private final @Nullable Process process;
  private final @Nullable ChildWriter writer;
  private RunnerWatch watch;
  private volatile Optional<String> failure = Optional.empty();
  private volatile @Nullable Thread errorsDrained;
  private boolean ended;

  private RunnerProcess(
      RunnerProcessSpec spec,
      RunnerProcessListener listener,
      Timers timers,
      @Nullable Process process) {
    this.spec = spec;
    this.listener = listener;
    this.timers = timers;
    this.process = process;
    this.writer =
        process == null
            ? null
            : new ChildWriter(
                spec.name(),
                process.getOutputStream(),
                () -> kill("It does not read what it is told, so it was killed."));
    this.watch = RunnerWatch.started(spec.limits(), timers.nanoTime());
  }

  /** Starts a process. That it cannot be started is an end like any other. */
  public static RunnerProcess start(
      RunnerProcessSpec spec, RunnerProcessListener listener, Timers timers) {
    Process process;
    try {
      process = spec.builder().start();
    } catch (IOException e) {
      RunnerProcess none = new RunnerProcess(spec, listener, timers, null);
      ProcessEnd reason = new ProcessEnd.NotStarted(String.valueOf(e.getMessage()));
      none.thread("end", () -> none.finish(reason));
      return none;
    }
    RunnerProcess runner = new RunnerProcess(spec, listener, timers, process);
    runner.begin(process);
    return runner;
  }

  private void begin(Process started) {
    errorsDrained = thread("errors", () -> errors.drain(started.getErrorStream()));
    thread("reader", () -> new ChildReader(this, started).run());
    // A program that it has started may hold its output for ever: then the reader hears of no end.
    var _ = started.onExit().thenRun(() -> limitOutput(started));
    send(new ToChild.Begin(spec.settings()));
    look();
  }

  private void limitOutput(Process gone) {
    Timers.Timer limit = timers.after(EXIT_LIMIT, () -> finished(gone));
    var _ = end.whenComplete((_, _) -> limit.cancel());
  }

  private Thread thread(String role, Runnable work) {
    return Thread.ofPlatform().daemon().name("runner-" + spec.name() + "-" + role).start(work);
  }

  /**
   * Tells the child something; what is told after the end is lost.
   *
   * @throws IllegalArgumentException if it is too long for a frame
   */
  public void send(ToChild message) {
    if (writer == null || end.isDone()) {
      return;
    }
    // First, for it throws when the message is too long, and then nothing was told.
    Frame frame = ToChildCodec.encode(message);
    synchronized (watchLock) {
      watch = watch.told(message, timers.nanoTime());
      if (watch.openTasks().size() > RunnerWatch.OPEN_TASKS_MAX) {
        kill("It has more than " + RunnerWatch.OPEN_TASKS_MAX + " open tasks, so it was killed.");
      }
      // In the lock, so that the child is told in the order the watchdog was.
      writer.send(frame);
    }
  }

  /** Asks the child to stop; kills it when it does not within the limit. Idempotent. */
  @Override
  public void close() {
    synchronized (watchLock) {
      if (!watch.isClosing()) {
        send(new ToChild.Close());
      }
    }
  }

  /** Kills the process at once, for a reason that lies outside of it, such as its side channel. */
  public void kill(String reason) {
    if (process != null && killedFor.compareAndSet(null, reason)) {
      Kill.all(process);
    }
  }

  /** Returns the id of the process, if there ever was one. */
  public OptionalLong pid() {
    return process == null ? OptionalLong.empty() : OptionalLong.of(process.pid());
  }

  /** Completes with the end, after the listener has heard of it. */
  public CompletableFuture<ProcessEnd> end() {
    return end.copy();
  }

  /** The watchdog looks, and will again. */
  private void look() {
    Optional<String> stall;
    synchronized (watchLock) {
      stall = watch.stall(timers.nanoTime());
    }
    stall.ifPresent(this::kill);
    if (stall.isEmpty() && !end.isDone()) {
      timers.after(LOOK_EVERY, this::look);
    }
  }

  /** The child said something. On the thread of the reader. */
  void heard(FromChild message) throws ProtocolException {
    synchronized (watchLock) {
      watch = watch.heard(message, timers.nanoTime());
    }
    if (message instanceof FromChild.Reported(RunnerStatus.RunnerFailed(var reason))) {
      failure = Optional.of(reason == null ? "The runner failed and did not say why." : reason);
    }
    if (!(message instanceof FromChild.Greeting) && !(message instanceof FromChild.Beat)) {
      synchronized (listenerLock) {
        if (!ended) {
          listener.onMessage(message);
        }
      }
    }
  }

  /** The output of the child has ended. On the thread of the reader, which does no more. */
  void outputEnded(Process ended) {
    Timers.Timer limit =
        timers.after(EXIT_LIMIT, () -> kill("It closed its output and went on, so it was killed."));
    // Nobody interrupts the reader; its thread is its own.
    ended.onExit().join();
    limit.cancel();
    finished(ended);
  }

  /** The process has ended. Also on the thread of the timers. */
  private void finished(Process gone) {
    awaitLastWords();
    finish(endOf(Termination.of(gone.exitValue(), SignalNames.ofThisSystem())));
  }

  /** What it printed last, a crash for one, may still be on its way; not for long. */
  private void awaitLastWords() {
    Thread drain = errorsDrained;
    try {
      if (drain != null) {
        drain.join(LAST_WORDS_LIMIT);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private ProcessEnd endOf(Termination termination) {
    boolean closing;
    synchronized (watchLock) {
      closing = watch.isClosing();
    }
    return ProcessEnd.of(
        termination, failure, closing, Optional.ofNullable(killedFor.get()), errors.text());
  }

  private void finish(ProcessEnd reason) {
    synchronized (listenerLock) {
      if (ended) {
        return;
      }
      ended = true;
    }
    try {
      if (writer != null) {
        writer.close();
      }
      listener.onEnd(reason);
    } finally {
      end.complete(reason);
    }
  }
}
