package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.ring;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.instance.MetaInstanceStatus;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.PlacementDeferred;
import org.exojvm.core.reconcile.TestCluster;
import org.junit.jupiter.api.Test;

/**
 * Goal: D4, a place that has used up its retries is not followed by the next one at once, and every
 * further one in a row waits longer; what was lost through no fault of a runner does not wait.
 */
class D4BackOffTest {

  private static final BackOffConfig BACK_OFF = BackOffConfig.defaults();

  private final TestCluster cluster =
      TestCluster.connected("a", "b").declare(intent("m")).place(ring("i", "m", "a", "b"));
  private final ManagerRun<InstanceHealthMemory> health =
      new ManagerRun<>(new InstanceHealthManager(), cluster);

  @Test
  void theNextPlaceIsLookedForWhenTheWaitIsOver() {
    PlacementDeferred deferred = crashUntilDeferred();
    assertThat(deferred.delayTicks()).isEqualTo(BACK_OFF.delayTicks(deferred.metaInstanceId(), 0));
    IntentRun intents = new IntentRun(cluster);
    assertThat(intents.ticks((int) deferred.delayTicks())).isEmpty();
    assertThat(intents.tick().effects()).hasSize(1);
    intents.answerAll();
    assertThat(intents.instancesOf("m")).hasSize(1);
    assertThat(status().deferral()).isNull();
  }

  /** Museum: the retry counter resets on re-placement (#1447), so a crash loop runs for ever. */
  @Test
  void aRetryCounterIsNotResetByAPlacement() {
    List<Long> delays = new ArrayList<>();
    for (int round = 0; round < 9; round++) {
      delays.add(crashUntilDeferred().delayTicks());
      cluster.place(ring("i", "m", "a", "b"));
    }
    for (int round = 0; round < 9; round++) {
      assertThat(delays.get(round)).isBetween(Math.min(300L, 5L << round), 360L);
    }
    assertThat(status().consecutiveFailures()).isEqualTo(36);
    assertThat(status().failedRounds()).isEqualTo(9);
  }

  @Test
  void aLinkOrANodeThatIsLostIsNotWaitedFor() {
    cluster.cut("a", "b");
    assertThat(health.ticks(3)).singleElement().isInstanceOf(InstanceDeleted.class);
    cluster.plug("a", "b").place(ring("j", "m", "a", "b")).kill("b");
    assertThat(health.tick()).singleElement().isInstanceOf(InstanceDeleted.class);
    assertThat(status().failedRounds()).isZero();
    assertThat(new IntentRun(cluster).tick().effects()).hasSize(1);
  }

  @Test
  void anIntentThatRecoversBeginsWithTheShortestWait() {
    crashUntilDeferred();
    crashAnew();
    cluster.place(ring("i", "m", "a", "b")).serve("i");
    health.ticks(60);
    assertThat(status().failedRounds()).isZero();
    assertThat(crashUntilDeferred().round()).isZero();
  }

  @Test
  void theNextMasterCountsTheWaitAnew() {
    long delay = crashUntilDeferred().delayTicks();
    new IntentRun(cluster).ticks((int) delay);
    IntentRun next = new IntentRun(cluster);
    assertThat(next.ticks((int) delay)).isEmpty();
    assertThat(next.tick().effects()).hasSize(1);
  }

  @Test
  void oneThatWaitsSaysSoAndNotThatItsCardIsMissing() {
    crashUntilDeferred();
    IntentRun intents = new IntentRun(cluster);
    intents.tick();
    assertThat(intents.cardFails("no route to host").events()).isEmpty();
    assertThat(status().deferral())
        .satisfies(
            deferral ->
                assertThat(deferral.reason())
                    .startsWith("its place failed after 3 retries; ")
                    .endsWith(" after " + deferral.delayTicks() + " ticks"));
  }

  @Test
  void anInstanceOfNoIntentDefersNothing() {
    cluster.place(ring("j", null, "a", "b")).fail("j", "boom");
    assertThat(health.tick()).singleElement().isInstanceOf(InstanceDeleted.class);
  }

  private void crashAnew() {
    cluster.place(ring("i", "m", "a", "b"));
    crashUntilDeferred();
  }

  private PlacementDeferred crashUntilDeferred() {
    while (true) {
      cluster.fail("i", "boom");
      ImmutableList<Event> events = health.tick();
      assertThat(events).isNotEmpty();
      if (cluster.instance("i") == null) {
        return Iterables.getOnlyElement(Iterables.filter(events, PlacementDeferred.class));
      }
    }
  }

  private MetaInstanceStatus status() {
    return cluster.intent("m").status();
  }
}
