package org.exojvm.mlx.sidechannel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the children of a test beside it and closes everything at its end. */
final class Crew implements AutoCloseable {

  /** Far beyond what any of them takes; it only keeps a broken test from hanging. */
  static final int GIVE_UP_SECONDS = 60;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<AutoCloseable> opened = new ArrayList<>();

  <T> Future<T> run(Callable<T> work) {
    return threads.submit(work);
  }

  synchronized <T extends AutoCloseable> T owns(T resource) {
    opened.add(resource);
    return resource;
  }

  static <T> T result(Future<T> work) throws Exception {
    return work.get(GIVE_UP_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    List<AutoCloseable> toClose;
    synchronized (this) {
      toClose = List.copyOf(opened);
    }
    toClose.forEach(Fate::closeQuietly);
    threads.shutdownNow();
    boolean ended = false;
    try {
      ended = threads.awaitTermination(GIVE_UP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      throw new AssertionError("Work of this test goes on after its end.");
    }
  }
}
