package org.exojvm.mlx.process;

import com.google.common.collect.ImmutableList;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.TaskOutcome;
import org.exojvm.api.id.TaskId;

/** Runs in a process of a test: obeys, but for what its settings tell it to do when it loads. */
final class ScriptedChild implements RunnerChild {

  private final CountDownLatch cancelled = new CountDownLatch(1);
  private String script = "";
  private ChildReports reports;

  public static void main(String[] args) throws IOException {
    RunnerChildHost.serve(new ScriptedChild());
  }

  static Bytes text(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void begin(Bytes settings, ChildReports to) {
    script = new String(settings.toArray(), StandardCharsets.UTF_8);
    reports = to;
    // What an untidy library prints must not get between the frames.
    System.out.println("begun");
  }

  @Override
  public void connect() {
    reports.contribution(0, text("mine"));
  }

  @Override
  public void deliver(long sequence, ImmutableList<Bytes> gathered) {
    if (script.equals("throw in deliver")) {
      throw new IllegalStateException("nobody asked for round " + sequence);
    }
    reports.contribution(sequence + 1, gathered.getLast());
  }

  @Override
  @SuppressWarnings("restricted") // A crash is what is wanted.
  public void load() throws Exception {
    switch (script) {
      case "stall" -> new CountDownLatch(1).await();
      case "spin" -> spin();
      case "throw" -> throw new IOException("[ring] connection to a peer was lost");
      case "halt" -> Runtime.getRuntime().halt(5);
      case "crash" -> MemorySegment.ofAddress(8).reinterpret(8).get(ValueLayout.JAVA_BYTE, 0);
      case "garbage" -> print("[jaccl] where it must not be");
      case "huge" -> print("\u00e7\u00a5\u0001C\u007f\u00ff\u00ff\u00ff");
      case "flood errors" -> System.err.println("error ".repeat(1 << 18) + "last words");
      default -> reports.progress(1, 2);
    }
  }

  /** As MLX does when a peer has gone: no call comes back, and a processor is busy. */
  private static void spin() {
    while (true) {
      Thread.onSpinWait();
    }
  }

  private static void print(String text) throws IOException {
    try (FileOutputStream out = new FileOutputStream("/dev/fd/3")) {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Override
  public void warmUp() {}

  @Override
  public TaskOutcome run(TaskId task, Bytes request) throws Exception {
    reports.chunk(task, request);
    if (request.equals(text("wait"))) {
      cancelled.await();
      return TaskOutcome.CANCELLED;
    }
    reports.traces(task, text("[]"));
    return TaskOutcome.COMPLETE;
  }

  @Override
  public void cancel(TaskId task) {
    cancelled.countDown();
  }

  @Override
  public void end() {}
}
