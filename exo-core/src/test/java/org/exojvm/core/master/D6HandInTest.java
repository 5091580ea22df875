package org.exojvm.core.master;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.command.Command;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.HandInEvent.DeletionHandedIn;
import org.exojvm.core.event.HandInEvent.HandInEnded;
import org.exojvm.core.event.HandInEvent.InstanceHandedIn;
import org.exojvm.core.event.HandInEvent.IntentHandedIn;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;

/** D6, the part of the master: what another side of a split knew is merged, and nothing is lost. */
class D6HandInTest {

  private static final NodeId NODE = RunnerFixtures.node(0);
  private static final SessionId SESSION = new SessionId(NodeId.of("master"), 3);
  private static final MetaInstanceId INTENT = MetaInstanceId.of("m0");

  private final MasterCore master =
      new MasterCore(
          MasterConfig.defaults(), SESSION, "m", PlacementStrategies.installed(), State.empty());
  private final IdSequence ids = new IdSequence("w");
  private long nextIdx;

  private static MetaInstance intent(long generation) {
    return MetaInstance.of(
        MetaInstanceSpec.of(INTENT, ModelId.of("model")).withGeneration(generation));
  }

  private void handIn(Event event) {
    var _ =
        master.step(
            new MasterInput.EventReceived(new ForwarderEvent(nextIdx++, NODE, SESSION, event)));
  }

  private void handInIntent(long generation) {
    handIn(new IntentHandedIn(ids.nextEventId(), intent(generation), 0));
  }

  private void declare() {
    var _ =
        master.step(
            new MasterInput.CommandReceived(
                NODE, new Command.CreateMetaInstance(ids.nextCommandId(), intent(0))));
  }

  private void delete() {
    var _ =
        master.step(
            new MasterInput.CommandReceived(
                NODE, new Command.DeleteMetaInstance(ids.nextCommandId(), INTENT)));
  }

  private boolean isDeclared() {
    return master.state().metaInstances().containsKey(INTENT);
  }

  @Test
  void anIntentNobodyKnowsHereIsTakenOverOnce() {
    handInIntent(0);
    assertThat(isDeclared()).isTrue();
    long events = master.state().lastEventAppliedIdx();
    handInIntent(0);
    assertThat(master.state().lastEventAppliedIdx()).isEqualTo(events);
  }

  @Test
  void oneThatWasDeletedHereStaysDeletedUnlessItIsNewer() {
    declare();
    delete();
    handInIntent(0);
    assertThat(isDeclared()).as("a deletion wins over what it deleted").isFalse();
    handInIntent(1);
    assertThat(isDeclared()).isTrue();
  }

  @Test
  void oneThatIsDeclaredAnewOutlivesItsOwnDeletion() {
    declare();
    delete();
    declare();
    handIn(new DeletionHandedIn(ids.nextEventId(), INTENT, 0));
    assertThat(isDeclared()).isTrue();
  }

  @Test
  void aDeletionThatWasMadeElsewhereDeletesHereTooAndIsRemembered() {
    declare();
    handIn(new DeletionHandedIn(ids.nextEventId(), INTENT, 0));
    assertThat(isDeclared()).isFalse();
    handInIntent(0);
    assertThat(isDeclared()).isFalse();
  }

  @Test
  void aDeletionOfAnIntentThatOnlyAThirdNodeKnowsIsRememberedForIt() {
    handIn(new DeletionHandedIn(ids.nextEventId(), INTENT, 4));
    handInIntent(4);
    assertThat(isDeclared()).isFalse();
  }

  @Test
  void anInstanceIsTakenOverAsItRunsWhereItsIntentHasNone() {
    handInIntent(0);
    Instance running = backed();
    handIn(new InstanceHandedIn(ids.nextEventId(), running, true));
    assertThat(master.state().instances().get(running.instanceId())).isEqualTo(running);
  }

  @Test
  void anInstanceThatServesStaysWhenAnotherIsHandedIn() {
    handInIntent(0);
    Instance first = backed();
    handIn(new InstanceHandedIn(ids.nextEventId(), first, true));
    handIn(
        new RunnerStatusUpdated(
            ids.nextEventId(), RunnerFixtures.runner(0), new RunnerStatus.RunnerReady(), 0L));
    Instance second = named(first);
    handIn(new InstanceHandedIn(ids.nextEventId(), second, true));
    assertThat(master.state().instances().keys()).containsExactly(first.instanceId());
  }

  @Test
  void anInstanceThatDoesNotServeMakesRoomForOneThatDoes() {
    handInIntent(0);
    Instance first = backed();
    handIn(new InstanceHandedIn(ids.nextEventId(), first, false));
    Instance second = named(first);
    handIn(new InstanceHandedIn(ids.nextEventId(), second, true));
    assertThat(master.state().instances().keys()).containsExactly(second.instanceId());
  }

  @Test
  void anInstanceThatWasRetriedElsewhereIsAtThatAttemptHereToo() {
    handInIntent(0);
    handIn(new InstanceHandedIn(ids.nextEventId(), backed(), true));
    Instance later = backed().atAttempt(2);
    handIn(new InstanceHandedIn(ids.nextEventId(), later, true));
    assertThat(master.state().instances().get(later.instanceId())).isEqualTo(later);
    long events = master.state().lastEventAppliedIdx();
    handIn(new InstanceHandedIn(ids.nextEventId(), backed(), true));
    assertThat(master.state().lastEventAppliedIdx()).as("an earlier one").isEqualTo(events);
  }

  @Test
  void anInstanceOfAnIntentThatIsGoneIsNotTakenOver() {
    handIn(new InstanceHandedIn(ids.nextEventId(), backed(), true));
    assertThat(master.state().instances().isEmpty()).isTrue();
  }

  @Test
  void onlyTheEndOfAHandInIsAnEventForAll() {
    handInIntent(0);
    long before = master.state().lastEventAppliedIdx();
    handIn(new HandInEnded(ids.nextEventId(), NODE));
    assertThat(master.state().lastEventAppliedIdx()).isEqualTo(before + 1);
  }

  private static Instance backed() {
    return ring().withMetaInstanceId(INTENT);
  }

  private static Instance named(Instance other) {
    return ring().withInstanceId(InstanceId.of("i1")).withMetaInstanceId(other.metaInstanceId());
  }

  private static Instance.MlxRingInstance ring() {
    return (Instance.MlxRingInstance) RunnerFixtures.ring(1);
  }
}
