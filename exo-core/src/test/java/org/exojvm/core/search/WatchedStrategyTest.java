package org.exojvm.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.reconcile.Fixtures;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.junit.jupiter.api.Test;

/**
 * Goal: a strategy that never answers costs its deadline once, and nothing after that. What a stuck
 * strategy does is held by latches; no test depends on how fast anything is.
 */
class WatchedStrategyTest {

  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final PlacementResult ANSWER =
      new Unplaceable(
          new PlacementRefusal(RefusalCode.NO_RDMA, "no", ImmutableMap.of(), "no.", "yes?"),
          ImmutableList.of());
  private static final PlacementRequest REQUEST =
      PlacementRequest.of(
          Fixtures.card(1),
          Topology.empty(),
          ImmutableMap.of(),
          new IdSequence("watch").nextPlacementIds());

  private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
  private final CountDownLatch release = new CountDownLatch(1);

  @Test
  void aStrategyThatAnswersIsPassedOn() {
    assertThat(watched(LONG, request -> ANSWER).place(REQUEST)).isSameAs(ANSWER);
    assertThat(watched(LONG, request -> ANSWER).name()).isEqualTo("watched");
  }

  @Test
  void aStrategyThatThrowsThrows() {
    WatchedStrategy throwing =
        watched(
            LONG,
            request -> {
              throw new IllegalStateException("boom");
            });
    assertThatThrownBy(() -> throwing.place(REQUEST)).hasMessage("boom");
    assertThatThrownBy(() -> throwing.place(REQUEST)).hasMessage("boom");
  }

  @Test
  void aStrategyThatRecursesForEverThrowsTheErrorItRanInto() {
    WatchedStrategy recursing = watched(LONG, this::recurse);
    assertThatThrownBy(() -> recursing.place(REQUEST)).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void aStrategyThatNeverAnswersIsRefusedAfterItsDeadlineAndThenAtOnce() throws Exception {
    WatchedStrategy stuck = watched(AT_ONCE, this::untilReleased);
    assertFailed(stuck.place(REQUEST), "\"watched\" was waited for 0.0 s and has not answered");
    Thread thread = threads.take();
    assertThat(thread.isDaemon()).isTrue();
    assertFailed(stuck.place(REQUEST), "busy with an earlier request");
    assertThat(threads).isEmpty();
    release.countDown();
  }

  @Test
  void aStrategyThatComesBackIsAskedAgain() throws Exception {
    WatchedStrategy stuck = watched(AT_ONCE, this::untilReleased);
    assertFailed(stuck.place(REQUEST), "has not answered");
    release.countDown();
    threads.take().join();
    stuck.place(REQUEST);
    assertThat(threads.take()).isNotNull();
  }

  @Test
  void aStrategyThatBlocksIsInterrupted() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    BlockingQueue<String> fate = new LinkedBlockingQueue<>();
    WatchedStrategy blocking =
        watched(
            AT_ONCE,
            request -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                fate.add("interrupted");
              }
              return ANSWER;
            });
    blocking.place(REQUEST);
    assertThat(fate.take()).isEqualTo("interrupted");
  }

  @Test
  void callsOfSeveralThreadsTakeTurns() throws Exception {
    WatchedStrategy slow = watched(LONG, this::untilReleased);
    BlockingQueue<PlacementResult> answers = new LinkedBlockingQueue<>();
    for (int i = 0; i < 3; i++) {
      Thread.ofPlatform().daemon().start(() -> answers.add(slow.place(REQUEST)));
    }
    threads.take();
    assertThat(threads).isEmpty();
    release.countDown();
    for (int i = 0; i < 3; i++) {
      assertThat(answers.take()).isSameAs(ANSWER);
    }
  }

  @Test
  void aCallerThatIsInterruptedGivesTheCallUp() throws Exception {
    WatchedStrategy stuck = watched(LONG, this::untilReleased);
    BlockingQueue<PlacementResult> answers = new LinkedBlockingQueue<>();
    Thread caller = Thread.ofPlatform().daemon().start(() -> answers.add(stuck.place(REQUEST)));
    threads.take();
    caller.interrupt();
    assertFailed(answers.take(), "interrupted");
    assertFailed(stuck.place(REQUEST), "busy with an earlier request");
    release.countDown();
  }

  @Test
  void aWatchStandsOverEachOfSeveralStrategies() {
    PlacementStrategies watched =
        WatchedStrategy.all(
            PlacementStrategies.of(ImmutableList.of(strategy(request -> ANSWER))), LONG);
    assertThat(watched.names()).containsExactly("watched");
    assertThat(watched.byName().get("watched")).isInstanceOf(WatchedStrategy.class);
    assertThat(watched.place("watched", REQUEST)).isSameAs(ANSWER);
  }

  private PlacementResult untilReleased(PlacementRequest request) {
    threads.add(Thread.currentThread());
    boolean released = false;
    while (!released) {
      try {
        release.await();
        released = true;
      } catch (InterruptedException stubborn) {
        // A strategy that does not want to be stopped.
      }
    }
    return ANSWER;
  }

  private PlacementResult recurse(PlacementRequest request) {
    return request.minNodes() < 0 ? ANSWER : recurse(request.withMinNodes(request.minNodes() | 1));
  }

  private static void assertFailed(PlacementResult result, String part) {
    PlacementRefusal refusal = ((Unplaceable) result).refusal();
    assertThat(refusal.code()).isEqualTo(RefusalCode.STRATEGY_FAILED);
    assertThat(refusal.referenceText()).contains(part);
  }

  private static WatchedStrategy watched(
      Duration deadline, Function<PlacementRequest, PlacementResult> answer) {
    return new WatchedStrategy(strategy(answer), deadline);
  }

  private static PlacementStrategy strategy(Function<PlacementRequest, PlacementResult> answer) {
    return new PlacementStrategy() {
      @Override
      public String name() {
        return "watched";
      }

      @Override
      public PlacementResult place(PlacementRequest request) {
        return answer.apply(request);
      }
    };
  }
}
