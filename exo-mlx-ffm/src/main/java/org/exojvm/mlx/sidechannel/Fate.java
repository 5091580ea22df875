package org.exojvm.mlx.sidechannel;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.exojvm.mlx.deadline.Timers;

/**
 * The one end of a side channel. Whoever ends it first gives the reason; everything it owns is then
 * closed, which wakes every thread that waits. Threads: any.
 */
final class Fate {

  /** Ends a wait: either it is armed and closes everything in time, or it was cancelled. */
  interface Deadline extends AutoCloseable {
    @Override
    void close();
  }

  private final Timers timers;
  private final SideChannelLimits limits;
  private final CompletableFuture<SideChannelEnd> end = new CompletableFuture<>();
  private final Set<AutoCloseable> owned = new LinkedHashSet<>();
  private volatile boolean formed;

  Fate(Timers timers, SideChannelLimits limits) {
    this.timers = timers;
    this.limits = limits;
  }

  SideChannelLimits limits() {
    return limits;
  }

  /** Completes when it has ended; nobody else can complete it. */
  CompletableFuture<SideChannelEnd> end() {
    return end.copy();
  }

  boolean hasEnded() {
    return end.isDone();
  }

  /** Ends it, unless it has ended before. */
  void end(SideChannelEnd reason) {
    Set<AutoCloseable> toClose;
    synchronized (owned) {
      if (end.isDone()) {
        return;
      }
      toClose = new LinkedHashSet<>(owned);
      owned.clear();
      end.complete(reason);
    }
    toClose.forEach(Fate::closeQuietly);
  }

  /** Says that the group is formed: from now on an end of the child is an ordinary one. */
  void formed() {
    formed = true;
  }

  /** Ends it because a process or a connection went away. */
  void gone(int rank, String detail) {
    end(formed ? new SideChannelEnd.Closed() : new SideChannelEnd.Gone(rank, detail));
  }

  /** Takes something that is closed at the end; at once, if that is past. */
  <T extends AutoCloseable> T own(T resource) throws IOException {
    synchronized (owned) {
      if (!end.isDone()) {
        owned.add(resource);
        return resource;
      }
    }
    closeQuietly(resource);
    throw new IOException("the side channel has ended");
  }

  /** Closes something before the end. */
  void disown(AutoCloseable resource) {
    synchronized (owned) {
      owned.remove(resource);
    }
    closeQuietly(resource);
  }

  /** Gives a wait its limit: it ends everything unless it is closed before. */
  Deadline within(SideChannelWait wait, int rank) throws IOException {
    Duration limit = limits.of(wait);
    Timers.Timer timer =
        timers.after(limit, () -> end(new SideChannelEnd.TimedOut(wait, rank, limit)));
    Deadline deadline = timer::cancel;
    own(deadline);
    return () -> disown(deadline);
  }

  /** Waits, but not beyond the end. */
  void pause(Duration length) throws IOException, InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    AutoCloseable wake = over::countDown;
    own(wake);
    Timers.Timer timer = timers.after(length, over::countDown);
    over.await();
    timer.cancel();
    disown(wake);
  }

  /** Waits for an answer, but not beyond the end. */
  <T> T await(CompletionStage<T> answer) throws IOException, InterruptedException {
    CompletableFuture<Object> either = CompletableFuture.anyOf(answer.toCompletableFuture(), end);
    try {
      Object first = either.get();
      if (first instanceof SideChannelEnd) {
        throw new IOException("the side channel has ended");
      }
      return answer.toCompletableFuture().join();
    } catch (ExecutionException | CompletionException e) {
      throw new IOException("the round failed: " + e.getCause(), e);
    }
  }

  static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception _) {
      // It is closed as far as it can be, and nobody uses it any more.
    }
  }
}
