package org.exojvm.mlx.process;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.exojvm.api.id.TaskId;

/**
 * The child's side of the protocol: the main class of a runner process calls {@link #serve} and
 * nothing else.
 *
 * <p>Three threads: the one that calls does the work, one reads what the supervisor says, one tells
 * that the process lives. So a call that never comes back keeps neither from their duty, and when
 * the input ends the process ends, even within native code.
 */
public final class RunnerChildHost {

  /** How often the process says that it lives. */
  static final Duration BEAT_EVERY = Duration.ofSeconds(2);

  /** Where frames go out; see {@link RunnerProcessSpec#jvm}. */
  static final int FRAMES_DESCRIPTOR = 3;

  /** Most calls that wait for the work; a supervisor gives one at a time. */
  static final int WAITING_MAX = 1_100;

  private final RunnerChild child;
  private final ChildOutput output;
  private final InputStream in;
  private final BlockingQueue<ToChild> calls = new ArrayBlockingQueue<>(WAITING_MAX);
  private final ChildState state;

  private RunnerChildHost(RunnerChild child, InputStream in, ChildOutput output) {
    this.child = child;
    this.in = in;
    this.output = output;
    this.state = new ChildState(child, output);
  }

  /**
   * Serves the supervisor until it asks to stop, goes away, or the work fails. Does not return: it
   * ends the process.
   *
   * @throws IOException if the process was not started by a {@link RunnerProcess}
   */
  public static void serve(RunnerChild child) throws IOException {
    InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
    new RunnerChildHost(child, in, openOutput()).run();
  }

  /** Opens what the supervisor reads. */
  static ChildOutput openOutput() throws IOException {
    return new ChildOutput(new FileOutputStream("/dev/fd/" + FRAMES_DESCRIPTOR));
  }

  private void run() {
    output.send(new FromChild.Greeting(ProcessHandle.current().pid()));
    Thread.ofPlatform().daemon().name("supervisor").start(this::read);
    ScheduledExecutorService beats =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeat").factory());
    long everyMillis = BEAT_EVERY.toMillis();
    var _ =
        beats.scheduleAtFixedRate(output::beat, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    work();
  }

  /** The thread of the supervisor's messages. */
  private void read() {
    try {
      Optional<Frame> frame = Frame.read(in);
      while (frame.isPresent()) {
        take(ToChildCodec.decode(frame.get()));
        frame = Frame.read(in);
      }
    } catch (ProtocolException e) {
      System.err.println("The supervisor broke the protocol by " + e.getMessage() + ".");
      ChildExit.PROTOCOL.now();
    } catch (IOException _) {
      // The supervisor died within a message.
    } catch (Throwable e) {
      // Without this thread nobody would notice the end of the supervisor.
      fail(e);
    }
    ChildExit.INPUT_ENDED.now();
  }

  private void take(ToChild message) throws ProtocolException {
    switch (message) {
      case ToChild.Cancel(TaskId task) -> child.cancel(task);
      case ToChild.Deliver(long sequence, var gathered) -> child.deliver(sequence, gathered);
      case ToChild.Close() -> {
        state.shutDown();
        queue(message);
      }
      case ToChild.Begin _, ToChild.Connect _, ToChild.Load _, ToChild.WarmUp _, ToChild.Run _ ->
          queue(message);
    }
  }

  private void queue(ToChild call) throws ProtocolException {
    if (!calls.offer(call)) {
      throw new ProtocolException("more than " + WAITING_MAX + " calls at once");
    }
  }

  /** The thread of the work. */
  private void work() {
    try {
      begin();
      boolean more = true;
      while (more) {
        more = perform(calls.take());
      }
      ChildExit.STOPPED.now();
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** Reports what was thrown, and ends the process, also if there is no memory for that. */
  @SuppressWarnings("CatchAndPrintStackTrace") // The standard error is where its tail is kept.
  private void fail(Throwable e) {
    try {
      e.printStackTrace();
      state.failed(e.getMessage() == null ? e.toString() : e.getMessage());
    } finally {
      ChildExit.FAILED.now();
    }
  }

  private void begin() throws Exception {
    if (!(calls.take() instanceof ToChild.Begin(var settings))) {
      throw new ProtocolException("a call before the beginning");
    }
    child.begin(settings, output);
    state.enter(PhaseName.IDLE);
  }

  /** Does what a call asks; returns whether another one may follow. */
  private boolean perform(ToChild call) throws Exception {
    PhaseName current = state.phase();
    if (current == PhaseName.SHUTTING_DOWN && !(call instanceof ToChild.Close)) {
      return true; // It was asked to stop meanwhile.
    }
    if (!ChildPhases.fits(call, current)) {
      throw new IllegalStateException(
          call.getClass().getSimpleName() + " does not fit the phase " + current + ".");
    }
    switch (call) {
      case ToChild.Connect() -> phase(PhaseName.CONNECTING, child::connect, PhaseName.CONNECTED);
      case ToChild.Load() -> phase(PhaseName.LOADING, child::load, PhaseName.LOADED);
      case ToChild.WarmUp() -> phase(PhaseName.WARMING_UP, child::warmUp, PhaseName.READY);
      case ToChild.Run run -> run(run);
      case ToChild.Close() -> {
        child.end();
        state.stopped();
      }
      case ToChild.Begin _, ToChild.Cancel _, ToChild.Deliver _ ->
          throw new IllegalStateException(call + " is no call of the work.");
    }
    return !(call instanceof ToChild.Close);
  }

  private interface Work {
    void run() throws Exception;
  }

  private void phase(PhaseName during, Work work, PhaseName after) throws Exception {
    state.enter(during);
    work.run();
    state.enter(after);
  }

  private void run(ToChild.Run run) throws Exception {
    state.begin(run.task());
    state.end(run.task(), child.run(run.task(), run.request()));
  }
}
