package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.ring;

import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.core.process.Effect.LoadModelCard;
import org.exojvm.core.process.Effect.SearchPlacements;
import org.exojvm.core.reconcile.TestCluster;
import org.junit.jupiter.api.Test;

class MetaInstanceManagerTest {

  private final TestCluster cluster = TestCluster.connected("a", "b").declare(intent("m"));
  private final IntentRun run = new IntentRun(cluster);

  @Test
  void anIntentIsPlacedOnceItsCardIsLoaded() {
    assertThat(run.tick().effects()).singleElement().isInstanceOf(LoadModelCard.class);
    SearchPlacements search = run.searches();
    assertThat(search.searches().getFirst().request().searchBudget()).isEqualTo(IntentRun.BUDGET);
    run.answer(search);
    assertThat(run.instancesOf("m")).containsExactly("a");
    assertThat(run.ticks(5)).isEmpty();
  }

  @Test
  void aRequestAndTheTickTogetherStartNothingTwice() {
    run.request("m");
    run.request("m");
    assertThat(run.ticks(3)).isEmpty();
    SearchPlacements search = run.searches();
    run.request("m");
    assertThat(run.ticks(3)).isEmpty();
    run.answer(search);
    run.answer(search);
    assertThat(run.instancesOf("m")).hasSize(1);
  }

  @Test
  void twoIntentsOfOneModelShareTheLoadAndGetAnInstanceEach() {
    cluster.declare(intent("n"));
    assertThat(run.tick().effects()).hasSize(1);
    run.answerAll();
    assertThat(run.instancesOf("m")).hasSize(1);
    assertThat(run.instancesOf("n")).hasSize(1);
  }

  @Test
  void twoIntentsInOneRoundNeverShareMemory() {
    run.cardOf(40);
    cluster.declare(intent("n")).declare(intent("o"));
    run.tick();
    SearchPlacements round = run.searches();
    assertThat(round.searches()).hasSize(3);
    run.answer(round);
    assertThat(run.instancesOf("m")).containsExactly("a");
    assertThat(run.instancesOf("n")).containsExactly("b");
    assertThat(run.instancesOf("o")).isEmpty();
    assertThat(cluster.intent("o").status().placementError()).isEqualTo(FirstNodes.NO_ROOM);
  }

  @Test
  void whatARoundHadNoTimeForIsSearchedInTheNext() {
    cluster.declare(intent("n"));
    run.tick();
    run.answerFirstOnly(run.searches());
    assertThat(run.instancesOf("m")).hasSize(1);
    assertThat(run.instancesOf("n")).isEmpty();
    run.tick();
    run.answerAll();
    assertThat(run.instancesOf("n")).hasSize(1);
  }

  @Test
  void oneRoundIsInFlightAndWhatComesMeanwhileWaitsForItsEnd() {
    run.tick();
    SearchPlacements first = run.searches();
    cluster.declare(intent("n"));
    run.request("n");
    assertThat(run.ticks(3)).isEmpty();
    run.answer(first);
    run.tick();
    run.answerAll();
    assertThat(run.instancesOf("n")).hasSize(1);
  }

  @Test
  void aRefusalForTheSakeOfAPlacementThatCameToNothingIsSearchedAgain() {
    run.cardOf(100);
    cluster.memory("b", 120).declare(intent("n"));
    run.tick();
    SearchPlacements round = run.searches();
    cluster.withdraw("m");
    assertThat(run.answer(round).events()).isEmpty();
    run.tick();
    run.answerAll();
    assertThat(run.instancesOf("n")).containsExactly("b");
  }

  @Test
  void theAnswersOfOneRoundAreCheckedOneAfterTheOther() {
    run.cardOf(40);
    cluster.declare(intent("n"));
    run.tick();
    SearchPlacements round = run.searches();
    cluster.memory("a", 128).memory("b", 10);
    run.answer(round);
    assertThat(run.instancesOf("m")).containsExactly("a");
    assertThat(run.instancesOf("n")).isEmpty();
    run.tick();
    run.answerAll();
    assertThat(run.instancesOf("n")).containsExactly("a");
  }

  @Test
  void aReservationThatEndsIsReasonToSearchAgain() {
    run.cardOf(40);
    cluster.memory("b", 10);
    run.tick();
    run.answerAll();
    assertThat(run.instancesOf("m")).containsExactly("a");
    cluster.declare(intent("n"));
    run.tick();
    run.answerAll();
    assertThat(cluster.intent("n").status().placementError()).isEqualTo(FirstNodes.NO_ROOM);
    cluster.memory("b", 10);
    assertThat(run.tick().effects()).isEmpty();
    serveFirst();
    assertThat(run.tick().effects()).isEmpty();
    cluster.memory("a", 64);
    assertThat(run.tick().effects()).hasSize(1);
  }

  private void serveFirst() {
    cluster
        .state()
        .runnerBindings()
        .keys()
        .forEach(runner -> cluster.report(runner, new RunnerReady()));
  }

  @Test
  void aRefusalIsToldOnceAndSearchedAgainOnlyWhenSomethingChanged() {
    run.cardOf(100);
    run.tick();
    run.answerAll();
    assertThat(cluster.intent("m").status().placementError()).isEqualTo(FirstNodes.NO_ROOM);
    long idx = cluster.state().lastEventAppliedIdx();
    assertThat(run.ticks(10)).isEmpty();
    assertThat(cluster.state().lastEventAppliedIdx()).isEqualTo(idx);
    cluster.memory("b", 128);
    assertThat(run.tick().effects()).hasSize(1);
    run.answerAll();
    assertThat(run.instancesOf("m")).containsExactly("b");
    assertThat(cluster.intent("m").status().placementError()).isNull();
  }

  @Test
  void aSearchAnsweredAfterTheIntentWasWithdrawnLeavesNoInstance() {
    run.tick();
    SearchPlacements search = run.searches();
    cluster.withdraw("m");
    assertThat(run.answer(search).events()).isEmpty();
    run.tick();
    assertThat(run.memory().searches()).isEmpty();
  }

  @Test
  void aSearchForAnOlderGenerationIsDropped() {
    run.tick();
    SearchPlacements search = run.searches();
    MetaInstance edited = intent("m");
    cluster.declare(edited.withSpec(edited.spec().withGeneration(1).withMinNodes(2)));
    assertThat(run.ticks(2)).isEmpty();
    assertThat(run.answer(search).events()).isEmpty();
    run.tick();
    run.answerAll();
    assertThat(run.instancesOf("m")).containsExactly("a+b");
  }

  @Test
  void theAnswerOfASearchForAnIntentThatWasDeclaredAnewIsDropped() {
    run.tick();
    SearchPlacements first = run.searches();
    cluster.withdraw("m");
    run.tick();
    cluster.declare(intent("m"));
    run.tick();
    assertThat(run.answer(first).events()).isEmpty();
    assertThat(run.instancesOf("m")).isEmpty();
    run.tick();
    assertThat(run.answer(run.searches()).events()).hasSize(1);
  }

  @Test
  void aPlacementThatNoLongerHoldsIsDroppedAndSearchedAgain() {
    run.tick();
    SearchPlacements search = run.searches();
    cluster.kill("a");
    assertThat(run.answer(search).events()).isEmpty();
    assertThat(cluster.intent("m").status().placementError()).isNull();
    run.tick();
    run.answerAll();
    assertThat(run.instancesOf("m")).containsExactly("b");
  }

  @Test
  void aPlacementFoundWhileAnotherInstanceCameIsDropped() {
    run.tick();
    SearchPlacements search = run.searches();
    cluster.place(ring("by-hand", "m", "b"));
    assertThat(run.answer(search).events()).isEmpty();
    assertThat(run.instancesOf("m")).containsExactly("b");
  }

  @Test
  void aCardThatFailsIsToldOnceAndTriedAgainAfterAGrowingPause() {
    run.tick();
    run.cardFails("no such file");
    assertThat(cluster.intent("m").status().placementError())
        .isEqualTo("Failed to load model card: no such file");
    for (int pause : new int[] {2, 4, 8, 16, 32, 60, 60}) {
      assertThat(run.ticks(pause - 1)).isEmpty();
      assertThat(run.tick().effects()).singleElement().isInstanceOf(LoadModelCard.class);
      assertThat(run.cardFails("no such file").events()).isEmpty();
    }
    run.ticks(60);
    run.answerAll();
    assertThat(run.instancesOf("m")).hasSize(1);
  }

  @Test
  void aCardThatTimesOutIsTold() {
    run.tick();
    run.cardTimesOut();
    assertThat(cluster.intent("m").status().placementError())
        .isEqualTo("Failed to load model card: timed out after 10 s");
  }

  @Test
  void aFailureThatComesAfterTheCardIsIgnored() {
    run.tick();
    run.searches();
    assertThat(run.cardFails("too late").events()).isEmpty();
  }

  @Test
  void effectsWithoutAnAnswerAreTakenForLostInTheEnd() {
    run.tick();
    assertThat(run.ticks(MetaInstanceManager.EFFECT_LOST_AFTER_TICKS - 1)).isEmpty();
    assertThat(run.tick().effects()).hasSize(1);
    run.searches();
    assertThat(run.ticks(MetaInstanceManager.EFFECT_LOST_AFTER_TICKS - 1)).isEmpty();
    assertThat(run.tick().effects()).hasSize(1);
    run.answerAll();
    assertThat(run.instancesOf("m")).hasSize(1);
  }

  @Test
  void manyIntentsAreSearchedInTurn() {
    run.cardOf(1_000);
    int most = MetaInstanceManager.MAX_SEARCHES_PER_ROUND;
    for (int i = 1; i < most + 10; i++) {
      cluster.declare(intent("m" + i));
    }
    run.tick();
    run.answerAll();
    cluster.memory("a", 65);
    run.tick();
    SearchPlacements second = run.searches();
    assertThat(second.searches()).hasSize(most);
    assertThat(second.searches().getFirst().metaInstanceId().value()).isEqualTo("m" + most);
  }

  @Test
  void withoutIntentsNothingIsRemembered() {
    run.tick();
    run.searches();
    cluster.withdraw("m");
    run.ticks(2);
    assertThat(run.memory().searches()).isEmpty();
    assertThat(run.memory().cardLoads()).isEmpty();
  }
}
