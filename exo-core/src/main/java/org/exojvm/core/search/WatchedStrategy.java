package org.exojvm.core.search;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.jspecify.annotations.Nullable;

/**
 * A strategy with a deadline. A call that has not come back by then is answered with a refusal that
 * says how long it was waited for. The thread it runs on is a daemon, is interrupted, and is left
 * to itself: Java cannot stop code that does not want to be stopped.
 *
 * <p>Calls take turns, so at most one is ever stuck. While it is, further calls are refused at
 * once; when it comes back after all, its answer is dropped and calls are accepted again.
 *
 * <p>Whatever a strategy throws is thrown to the caller.
 */
public final class WatchedStrategy implements PlacementStrategy {

  /**
   * Time a strategy is waited for. Its budget ends an honest search in well under a second.
   * Shorter, and a machine that is busy or collects garbage makes honest ones look stuck; longer,
   * and the other intents of a round wait behind one that never ends.
   */
  public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

  private final PlacementStrategy strategy;
  private final Duration deadline;
  private final Semaphore turn = new Semaphore(1, true);
  private volatile @Nullable Call late;

  /**
   * Creates a watch over a strategy.
   *
   * @param deadline how long a call may take, and how long it may wait for its turn
   */
  public WatchedStrategy(PlacementStrategy strategy, Duration deadline) {
    this.strategy = strategy;
    this.deadline = deadline;
  }

  /** Returns the strategies with a watch over each. */
  public static PlacementStrategies all(PlacementStrategies strategies, Duration deadline) {
    return PlacementStrategies.of(
        strategies.byName().values().stream()
            .map(strategy -> new WatchedStrategy(strategy, deadline))
            .collect(ImmutableList.toImmutableList()));
  }

  @Override
  public String name() {
    return strategy.name();
  }

  @Override
  public PlacementResult place(PlacementRequest request) {
    try {
      if (late != null || !turn.tryAcquire(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
        return refused("is busy with an earlier request for longer than its %s");
      }
      return answered(new Call(request));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return refused("was waited for by a thread that was interrupted before the %s were over");
    }
  }

  private PlacementResult answered(Call call) throws InterruptedException {
    call.start();
    try {
      return call.answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException tooLate) {
      return call.giveUp() ? refused("was waited for %s and has not answered") : call.answer.join();
    } catch (InterruptedException interrupted) {
      call.giveUp();
      throw interrupted;
    } catch (ExecutionException failed) {
      throw rethrown(failed.getCause());
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("The strategy threw " + failure + ".", failure);
  }

  private PlacementResult refused(String what) {
    String waited = String.format(Locale.ROOT, "%.1f s", deadline.toMillis() / 1e3);
    String sentence = "Placement strategy \"%s\" ".formatted(name()) + what.formatted(waited);
    return new Unplaceable(
        new PlacementRefusal(
            RefusalCode.STRATEGY_FAILED,
            sentence,
            ImmutableMap.of("deadlineMillis", deadline.toMillis()),
            sentence + ".",
            "Choose another strategy until it is mended, or lower the search budget."),
        ImmutableList.of());
  }

  /** One call, on a thread of its own. */
  private final class Call implements Runnable {

    private final CompletableFuture<PlacementResult> answer = new CompletableFuture<>();
    private final PlacementRequest request;
    private final Thread thread;
    private boolean ended;

    Call(PlacementRequest request) {
      this.request = request;
      this.thread = Thread.ofPlatform().daemon().name("placement-" + name()).unstarted(this);
    }

    void start() {
      boolean started = false;
      try {
        thread.start();
        started = true;
      } finally {
        if (!started) {
          end();
        }
      }
    }

    @Override
    public void run() {
      try {
        answer.complete(strategy.place(request));
      } catch (Throwable failure) { // the caller's to judge
        answer.completeExceptionally(failure);
      } finally {
        end();
      }
    }

    /** Returns whether the call is stuck; not when its answer came at the last moment. */
    boolean giveUp() {
      synchronized (turn) {
        if (ended) {
          return false;
        }
        late = this;
      }
      thread.interrupt();
      return true;
    }

    private void end() {
      synchronized (turn) {
        ended = true;
        late = null;
      }
      turn.release();
    }
  }
}
