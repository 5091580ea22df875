package org.exojvm.mlx.process;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Tells a child what it is to do, on a thread of its own: a child may be slow to read. */
final class ChildWriter implements AutoCloseable {

  /**
   * Most messages that wait. A child reads at all times, whatever its work does; one that lets so
   * many wait has stopped reading.
   */
  static final int WAITING_MAX = 256;

  private final BlockingQueue<Frame> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final OutputStream out;
  private final Runnable whenFull;
  private final Thread thread;

  ChildWriter(String name, OutputStream out, Runnable whenFull) {
    this.out = out;
    this.whenFull = whenFull;
    this.thread =
        Thread.ofPlatform().daemon().name("runner-" + name + "-writer").start(this::write);
  }

  /** Queues a message; does not wait. */
  void send(Frame frame) {
    if (!waiting.offer(frame)) {
      whenFull.run();
    }
  }

  private void write() {
    try (out) {
      // Ends with the interruption of close, or with the pipe.
      while (true) {
        waiting.take().write(out);
      }
    } catch (IOException | InterruptedException _) {
      // The process ends, or has; its reader notices.
    }
  }

  /** Ends the thread. The process has ended, so that a write does not wait. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
