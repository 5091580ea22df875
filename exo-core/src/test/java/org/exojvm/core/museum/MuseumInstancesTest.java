package org.exojvm.core.museum;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.List;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.command.Command;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.scenario.MasterHarness;
import org.exojvm.core.scenario.TestClusters;
import org.exojvm.core.worker.WorkerCore;
import org.exojvm.core.worker.WorkerInput;
import org.exojvm.core.worker.WorkerOutput;
import org.junit.jupiter.api.Test;

/**
 * Goal: what is deleted is gone and stays so, and what runs is not ended by what was said long ago.
 */
class MuseumInstancesTest {

  private static final int STRESSED = 21;
  private static final NodeId MASTER = NodeId.of("master");
  private static final SessionId EARLIER = new SessionId(MASTER, 1);
  private static final SessionId SESSION = new SessionId(MASTER, 2);

  private final WorkerCore worker =
      new WorkerCore(RunnerFixtures.node(0), SESSION, new IdSequence("w"));
  private final IdSequence ids = new IdSequence("master");

  /** 21 instances were left behind in a test of the reference that deletes while it places. */
  @Test
  void intentsDeletedAtEveryStageOfTheirPlacementLeaveNothing() {
    MasterHarness master = MasterHarness.of(TestClusters.ethernet("a", "b"));
    for (int stress = 0; stress < STRESSED; stress++) {
      MetaInstanceId intent = MetaInstanceId.of("m" + stress);
      master.ask(
          new Command.CreateMetaInstance(
              CommandId.of("declare-" + stress),
              MetaInstance.of(MetaInstanceSpec.of(intent, TestClusters.TINY.modelId()))));
      for (int stage = 0; stage < stress % 4; stage++) {
        master.settleOne();
      }
      master.ask(new Command.DeleteMetaInstance(CommandId.of("delete-" + stress), intent));
      master.tick();
    }
    master.settle();
    master.ticks(3);
    assertThat(master.seen(InstanceCreated.class)).isNotEmpty();
    assertThat(deleted(master)).containsExactlyElementsOf(created(master));
    assertThat(master.core.state().instances().isEmpty()).isTrue();
    assertThat(master.core.state().runnerBindings().isEmpty()).isTrue();
  }

  private static List<InstanceId> created(MasterHarness master) {
    return master.seen(InstanceCreated.class).stream()
        .map(event -> event.instance().instanceId())
        .toList();
  }

  private static List<InstanceId> deleted(MasterHarness master) {
    return master.seen(InstanceDeleted.class).stream().map(InstanceDeleted::instanceId).toList();
  }

  /** #2059: events that are sent again brought deleted instances back. */
  @Test
  void aDeletedInstanceDoesNotComeBackWithEventsThatAreSentAgain() {
    ForwarderEvent creation = message(0, created());
    ForwarderEvent deletion = message(1, deleted());
    worker.step(new WorkerInput.GlobalEvent(creation));
    worker.step(new WorkerInput.GlobalEvent(deletion));
    for (int again = 0; again < 3; again++) {
      worker.step(new WorkerInput.GlobalEvent(creation));
      assertThat(planned(10)).noneMatch(WorkerOutput.StartRunner.class::isInstance);
    }
    assertThat(worker.state().instances().isEmpty()).isTrue();
    assertThat(worker.state().lastEventAppliedIdx()).isEqualTo(1);
  }

  /** #2059: a deletion that came late ended an instance that ran. */
  @Test
  void aRunningInstanceOutlivesADeletionOfAnEarlierSession() {
    worker.step(new WorkerInput.GlobalEvent(message(0, created())));
    assertThat(planned(10)).hasAtLeastOneElementOfType(WorkerOutput.StartRunner.class);
    worker.step(new WorkerInput.GlobalEvent(new ForwarderEvent(1, MASTER, EARLIER, deleted())));
    assertThat(planned(10)).noneMatch(WorkerOutput.StopRunner.class::isInstance);
    assertThat(worker.foreignMessages()).isEqualTo(1);
    assertThat(Iterables.getOnlyElement(worker.state().instances().keys()))
        .isEqualTo(RunnerFixtures.ring(1).instanceId());
  }

  private Event created() {
    return new InstanceCreated(ids.nextEventId(), RunnerFixtures.ring(1));
  }

  private Event deleted() {
    return new InstanceDeleted(ids.nextEventId(), RunnerFixtures.ring(1).instanceId(), null);
  }

  private static ForwarderEvent message(long idx, Event event) {
    return new ForwarderEvent(idx, MASTER, SESSION, event);
  }

  private List<WorkerOutput> planned(int ticks) {
    ImmutableList.Builder<WorkerOutput> outputs = ImmutableList.builder();
    for (int tick = 0; tick < ticks; tick++) {
      outputs.addAll(worker.step(new WorkerInput.PlanTick()));
    }
    return outputs.build();
  }
}
