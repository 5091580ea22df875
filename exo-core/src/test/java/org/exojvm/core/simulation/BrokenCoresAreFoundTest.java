package org.exojvm.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.command.Command.DeleteMetaInstance;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.info.GatheredInfo.NodeConfig;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.MasterOutput;
import org.exojvm.core.state.State;
import org.exojvm.core.worker.WorkerCore;
import org.exojvm.core.worker.WorkerInput;
import org.exojvm.core.worker.WorkerOutput;
import org.junit.jupiter.api.Test;

/** Goal: each core that is broken on purpose is found within 20 seeds, by the rule it breaks. */
class BrokenCoresAreFoundTest {

  private static final int SEEDS = 20;

  @Test
  void aMasterThatDropsADeletionIsFound() {
    assertThat(ruleFound(master(DropsDeletions::new))).contains("S2");
  }

  @Test
  void aMasterThatPlacesTwiceIsFound() {
    assertThat(ruleFound(master(PlacesTwice::new))).contains("S1");
  }

  @Test
  void aMasterThatJournalsSomethingElseIsFound() {
    // Without faults, or the first node that is sent a snapshot shows it: S7.
    assertThat(
            ruleFound(
                master(JournalsSomethingElse::new),
                SimulationOptions.of(0).withFaults(ImmutableSet.of())))
        .contains("S8");
  }

  @Test
  void aMasterThatBelievesInMoreMemoryThanThereIsIsFound() {
    assertThat(ruleFound(master(DreamsOfMemory::new))).contains("S4");
  }

  @Test
  void aWorkerThatDoesNotStopRunnersIsFound() {
    assertThat(ruleFound(worker(output -> !(output instanceof WorkerOutput.StopRunner))))
        .contains("S3");
  }

  @Test
  void aWorkerThatSkipsAnEventIsFound() {
    // Without faults, or the first node that is started anew shows it: S8.
    assertThat(ruleFound(new SkipsAnEvent(), SimulationOptions.of(0).withFaults(ImmutableSet.of())))
        .contains("S7");
  }

  @Test
  void aWorkerThatNeverLoadsIsFound() {
    assertThat(ruleFound(worker(output -> !(output instanceof WorkerOutput.LoadRunner))))
        .contains("L1");
  }

  @Test
  void aLogThatSaysDurableTooEarlyIsFound() {
    assertThat(
            ruleFound(
                BrokenCores.forgetfulLog(),
                SimulationOptions.of(0).withFaults(ImmutableSet.of(FaultKind.CRASH_MID_WRITE))))
        .contains("S8");
  }

  @Test
  void aMasterThatSendsRequestsNowhereIsFound() {
    assertThat(ruleFound(BrokenCores.routesToNowhere())).contains("S6");
  }

  @Test
  void aMasterThatWaitsForEverForRunnersThatHangIsFound() {
    assertThat(
            ruleFound(
                BrokenCores.waitsForEver(),
                SimulationOptions.of(0).withFaults(ImmutableSet.of(FaultKind.RUNNER_HANG))))
        // What hangs holds its memory: the intent either fits and is not served, or says nothing.
        .hasValueSatisfying(rule -> assertThat(rule).isIn("L1", "L2"));
  }

  @Test
  void aMasterThatBlamesSiblingsIsFound() {
    assertThat(
            ruleFound(
                BrokenCores.blamesSiblings(),
                SimulationOptions.of(0).withFaults(ImmutableSet.of(FaultKind.RUNNER_OOM))))
        .contains("S5");
  }

  @Test
  void aMasterThatGivesNoReasonIsFound() {
    assertThat(ruleFound(BrokenCores.refusesWithoutReason())).contains("L2");
  }

  @Test
  void aWorkerThatIsNeverSilentIsFound() {
    assertThat(ruleFound(BrokenCores.neverSilent())).contains("L3");
  }

  @Test
  void aMasterThatNeverStepsDownIsFound() {
    assertThat(ruleFound(BrokenCores.neverStepsDown())).contains("L4");
  }

  @Test
  void aMergeThatDropsIntentsIsFound() {
    assertThat(ruleFound(BrokenCores.dropsWhatIsHandedIn(), underSplits())).contains("S2");
  }

  @Test
  void aNodeThatForgetsDeletionsIsFound() {
    assertThat(ruleFound(BrokenCores.dropsDeletionsHandedIn(), underSplits())).contains("S2");
  }

  @Test
  void aMasterThatTakesOverNoInstanceIsFound() {
    assertThat(ruleFound(BrokenCores.takesOverNothing(), underSplits())).contains("D6");
  }

  @Test
  void aNodeThatSaysNothingOfItsLogIsFound() {
    assertThat(
            ruleFound(
                BrokenCores.hidesItsLog(),
                SimulationOptions.of(0).withFaults(ImmutableSet.of(FaultKind.RESTART_SAME_ID))))
        .contains("S2");
  }

  private static SimulationOptions underSplits() {
    return SimulationOptions.of(0)
        .withNodes(2)
        .withFaults(ImmutableSet.of(FaultKind.PARTITION, FaultKind.MASTER_FLIP));
  }

  private static Optional<String> ruleFound(CoreSeams seams) {
    return ruleFound(seams, SimulationOptions.of(0));
  }

  private static Optional<String> ruleFound(CoreSeams seams, SimulationOptions options) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Optional<Violation> found =
          Simulation.of(options.withSeed(seed)).withSeams(seams).run().violation();
      if (found.isPresent()) {
        return found.map(Violation::rule);
      }
    }
    return Optional.empty();
  }

  private static CoreSeams master(
      BiFunction<State, Function<State, MasterStep>, MasterStep> broken) {
    return new CoreSeams() {
      @Override
      public MasterStep master(State recovered, Function<State, MasterStep> open) {
        return broken.apply(recovered, open);
      }
    };
  }

  private static CoreSeams worker(Predicate<WorkerOutput> kept) {
    return new CoreSeams() {
      @Override
      public WorkerStep worker(NodeId node, WorkerCore core) {
        return input ->
            core.step(input).stream().filter(kept).collect(ImmutableList.toImmutableList());
      }
    };
  }

  /** A real core with something wrong around it. */
  private abstract static class BrokenMaster implements MasterStep {

    MasterStep core;

    BrokenMaster(State recovered, Function<State, MasterStep> open) {
      this.core = open.apply(recovered);
    }

    @Override
    public State state() {
      return core.state();
    }
  }

  private static final class DropsDeletions extends BrokenMaster {

    DropsDeletions(State recovered, Function<State, MasterStep> open) {
      super(recovered, open);
    }

    @Override
    public ImmutableList<MasterOutput> step(MasterInput input) {
      return input
              instanceof MasterInput.CommandReceived(var origin, DeleteMetaInstance delete, var _)
          ? ImmutableList.of(
              new MasterOutput.CommandAnswered(
                  origin, new CommandAnswer.Accepted(delete.commandId())))
          : core.step(input);
    }
  }

  /** Forgets the first instance it has placed, once, without an event. */
  private static final class PlacesTwice extends BrokenMaster {

    private final Function<State, MasterStep> open;
    private boolean forgot;

    PlacesTwice(State recovered, Function<State, MasterStep> open) {
      super(recovered, open);
      this.open = open;
    }

    @Override
    public ImmutableList<MasterOutput> step(MasterInput input) {
      ImmutableList<MasterOutput> outputs = core.step(input);
      for (MasterOutput output : outputs) {
        if (!forgot
            && output instanceof MasterOutput.EventIndexed(IndexedEvent event)
            && event.event() instanceof InstanceCreated created) {
          forgot = true;
          InstanceId id = created.instance().instanceId();
          core = open.apply(state().withInstances(state().instances().without(id)));
        }
      }
      return outputs;
    }
  }

  private static final class JournalsSomethingElse extends BrokenMaster {

    JournalsSomethingElse(State recovered, Function<State, MasterStep> open) {
      super(recovered, open);
    }

    @Override
    public ImmutableList<MasterOutput> step(MasterInput input) {
      return core.step(input).stream()
          .map(JournalsSomethingElse::changed)
          .collect(ImmutableList.toImmutableList());
    }

    private static MasterOutput changed(MasterOutput output) {
      return output instanceof MasterOutput.EventIndexed(IndexedEvent event)
              && event.event() instanceof NodeGatheredInfo info
              && event.idx() % 100 == 0
          ? new MasterOutput.EventIndexed(
              new IndexedEvent(
                  event.idx(),
                  new NodeGatheredInfo(info.eventId(), info.nodeId(), new NodeConfig()),
                  event.sourceNode()))
          : output;
    }
  }

  private static final class DreamsOfMemory extends BrokenMaster {

    DreamsOfMemory(State recovered, Function<State, MasterStep> open) {
      super(recovered, open);
    }

    @Override
    public ImmutableList<MasterOutput> step(MasterInput input) {
      return core.step(
          input instanceof MasterInput.EventReceived(ForwarderEvent event)
                  && event.event() instanceof NodeGatheredInfo info
                  && info.info() instanceof GatheredMemoryUsage(MemoryUsage usage)
              ? new MasterInput.EventReceived(dreamed(event, info, usage))
              : input);
    }

    private static ForwarderEvent dreamed(
        ForwarderEvent event, NodeGatheredInfo info, MemoryUsage usage) {
      Memory all = Memory.ofBytes(100 * usage.ramTotal().inBytes());
      return new ForwarderEvent(
          event.originIdx(),
          event.origin(),
          event.session(),
          new NodeGatheredInfo(
              info.eventId(),
              info.nodeId(),
              new GatheredMemoryUsage(new MemoryUsage(all, all, Memory.ZERO, Memory.ZERO))),
          null,
          event.originBoot(),
          event.originStream());
    }
  }

  /** Applies something else than it was sent, once on each node. */
  private static final class SkipsAnEvent implements CoreSeams {

    @Override
    public WorkerStep worker(NodeId node, WorkerCore core) {
      return input ->
          core.step(
              input instanceof WorkerInput.GlobalEvent(ForwarderEvent event)
                      && event.originIdx() % 100 == 99
                  ? new WorkerInput.GlobalEvent(skipped(event))
                  : input);
    }

    private static ForwarderEvent skipped(ForwarderEvent event) {
      return new ForwarderEvent(
          event.originIdx(),
          event.origin(),
          event.session(),
          new TestEvent(event.event().eventId()),
          event.sourceNode());
    }
  }
}
