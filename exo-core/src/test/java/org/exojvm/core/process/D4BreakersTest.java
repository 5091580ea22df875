package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.MODEL;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.node;
import static org.exojvm.core.reconcile.Fixtures.ring;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.List;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.core.event.AvailabilityEvent;
import org.exojvm.core.event.AvailabilityEvent.BreakerClosed;
import org.exojvm.core.event.AvailabilityEvent.BreakerOpened;
import org.exojvm.core.event.Event;
import org.exojvm.core.explain.IntentExplainer;
import org.exojvm.core.process.Effect.SearchPlacements;
import org.exojvm.core.reconcile.TestCluster;
import org.junit.jupiter.api.Test;

/**
 * Goal: D4, a node that keeps failing a model is not offered for it for a while, and only the rank
 * that is to blame is charged.
 */
class D4BreakersTest {

  private static final String CRASH = "Terminated (signal=9 (Killed))";

  private final TestCluster cluster =
      TestCluster.connected("a", "b").declare(intent("m")).place(ring("i", "m", "a", "b"));
  private final ManagerRun<InstanceHealthMemory> health =
      new ManagerRun<>(new InstanceHealthManager(), cluster);

  @Test
  void theThirdFailureWithinTheWindowOpensTheBreaker() {
    assertThat(crash("a", "b")).isEmpty();
    health.ticks(298);
    assertThat(crash("a", "b")).isEmpty();
    assertThat(crash("a", "b"))
        .singleElement()
        .isInstanceOfSatisfying(
            BreakerOpened.class,
            opened -> {
              assertThat(opened.nodeId()).isEqualTo(node("a"));
              assertThat(opened.modelId()).isEqualTo(MODEL);
              assertThat(opened.reason())
                  .isEqualTo(
                      "it failed test/model 3 times within 301 ticks and is offered again after"
                          + " 600 ticks, last: "
                          + CRASH);
            });
    assertThat(crash("a", "b")).isEmpty();
    assertThat(cluster.state().openBreakers().keys()).containsExactly(node("a"));
  }

  @Test
  void failuresThatAreTooFarApartDoNotAddUp() {
    for (int failure = 0; failure < 10; failure++) {
      assertThat(crash("a", "b")).isEmpty();
      cluster.place(ring("i", "m", "a", "b")).serve("i");
      health.ticks(300);
    }
    assertThat(health.memory().breakers().failures().values())
        .allSatisfy(ticks -> assertThat(ticks).hasSizeLessThan(3));
  }

  /** Museum: a healthy rank burns its budget on a sibling's crash (#2244). */
  @Test
  void aHealthyRankIsNotChargedForTheCrashOfASibling() {
    for (int failure = 0; failure < 3; failure++) {
      // What lost its peer aborts too, and says so a moment later.
      cluster.report("i", "b", new RunnerFailed("[jaccl] Recv failed with error code 12"));
      cluster.report("i", "a", new RunnerFailed(CRASH));
      health.tick();
    }
    assertThat(cluster.state().openBreakers().keys()).containsExactly(node("a"));
  }

  @Test
  void theBreakerClosesWhenItsTimeIsOverAndCountsFromZero() {
    open("a", "b");
    cluster.delete("i");
    assertThat(health.ticks(600)).isEmpty();
    assertThat(health.tick()).singleElement().isInstanceOf(BreakerClosed.class);
    assertThat(cluster.state().openBreakers().asMap()).isEmpty();
    assertThat(crash("a", "b")).isEmpty();
  }

  @Test
  void theNextMasterCountsTheTimeAnew() {
    open("a", "b");
    cluster.delete("i");
    health.ticks(500);
    ManagerRun<InstanceHealthMemory> next = new ManagerRun<>(new InstanceHealthManager(), cluster);
    assertThat(next.ticks(600)).isEmpty();
    assertThat(next.tick()).singleElement().isInstanceOf(BreakerClosed.class);
  }

  @Test
  void theNextPlaceIsOnTheOtherNodes() {
    open("a", "b");
    cluster.delete("i");
    IntentRun intents = new IntentRun(cluster);
    intents.tick();
    SearchPlacements round = intents.searches();
    assertThat(Iterables.getOnlyElement(round.searches()).request().forbiddenNodes())
        .containsExactly(node("a"));
    intents.answer(round);
    assertThat(intents.instancesOf("m")).containsExactly("b");
  }

  @Test
  void aNodeIsWithheldForTheModelItFailsOnly() {
    open("a", "b");
    assertThat(
            Iterables.getOnlyElement(cluster.state().openBreakers().values()).getFirst().modelId())
        .isEqualTo(MODEL);
    assertThat(IntentExplainer.defaults().explain(cluster.state(), intent("m").id()).text())
        .contains("node a is not offered to it: it failed test/model 3 times within 3 ticks");
  }

  @Test
  void anIntentThatNoNodeIsOfferedToSaysSoAndIsPlacedWhenOneIsAgain() {
    open("a", "b");
    open("b", "a");
    cluster.delete("i");
    IntentRun intents = new IntentRun(cluster);
    intents.tick();
    intents.answerAll();
    assertThat(cluster.intent("m").status().placementError())
        .startsWith(FirstNodes.NO_ROOM + ". None of the 2 nodes is offered: a, it failed ")
        .contains("3 times within 3 ticks", "; b, it failed ");
    health.ticks(700);
    intents.tick();
    intents.answerAll();
    assertThat(intents.instancesOf("m")).containsExactly("a");
  }

  @Test
  void aNodeThatWasStartedAnewIsNotCharged() {
    for (int failure = 0; failure < 3; failure++) {
      cluster.report("i", "a", new RunnerFailed("Node a was started anew."));
      cluster.report("i", "b", new RunnerFailed("lost rank 0 on node a: its node is gone"));
      health.tick();
    }
    assertThat(cluster.state().openBreakers().asMap()).isEmpty();
    assertThat(health.memory().breakers().failures()).isEmpty();
  }

  private void open(String culprit, String sibling) {
    for (int failure = 0; failure < 3; failure++) {
      crash(culprit, sibling);
    }
    assertThat(cluster.state().openBreakers().containsKey(node(culprit))).isTrue();
  }

  /** The culprit crashes, its sibling loses it; what that means for nodes. */
  private List<Event> crash(String culprit, String sibling) {
    if (cluster.instance("i") == null) {
      cluster.place(ring("i", "m", "a", "b"));
    }
    cluster.report("i", culprit, new RunnerFailed(CRASH));
    cluster.report("i", sibling, new RunnerFailed("lost rank 7 on node x: " + CRASH));
    ImmutableList<Event> events = health.tick();
    assertThat(events).isNotEmpty();
    return events.stream().filter(AvailabilityEvent.class::isInstance).toList();
  }
}
