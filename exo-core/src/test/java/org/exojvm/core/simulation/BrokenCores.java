package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.api.topology.Connection;
import org.exojvm.core.election.ElectionCore;
import org.exojvm.core.election.ElectionInput;
import org.exojvm.core.election.ElectionMessage;
import org.exojvm.core.election.ElectionOutput;
import org.exojvm.core.election.ElectionStage;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.HandInEvent.DeletionHandedIn;
import org.exojvm.core.event.HandInEvent.InstanceHandedIn;
import org.exojvm.core.event.HandInEvent.IntentHandedIn;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.journal.Recovery;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.MasterOutput;
import org.exojvm.core.process.PhasePatience;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.worker.WorkerCore;
import org.exojvm.core.worker.WorkerInput;

/** Real cores with something wrong in front of them. */
final class BrokenCores {

  private BrokenCores() {}

  /** The log says that events are durable, and writes them with those that come next. */
  static CoreSeams forgetfulLog() {
    return new CoreSeams() {
      @Override
      public EventLog log(EventLog log) {
        return new LateLog(log);
      }
    };
  }

  /** The master sends requests to an instance that is not. */
  static CoreSeams routesToNowhere() {
    return master(
        UnaryOperator.identity(),
        output ->
            output instanceof MasterOutput.EventIndexed(IndexedEvent event)
                    && event.event() instanceof TaskCreated created
                    && created.task() instanceof GenerationTask.TextGeneration request
                ? new MasterOutput.EventIndexed(
                    new IndexedEvent(
                        event.idx(),
                        new TaskCreated(created.eventId(), created.taskId(), elsewhere(request)),
                        event.sourceNode()))
                : output);
  }

  private static GenerationTask elsewhere(GenerationTask.TextGeneration request) {
    return new GenerationTask.TextGeneration(
        request.taskId(),
        request.taskStatus(),
        InstanceId.of("nowhere"),
        request.commandId(),
        request.taskParams(),
        null,
        null);
  }

  /** The master waits for runners as long as it takes. */
  static CoreSeams waitsForEver() {
    int ever = Integer.MAX_VALUE;
    PhasePatience patience =
        new PhasePatience(ever, ever, ever, ever, Memory.ofBytes(1), ever, ever, ever, ever);
    return new CoreSeams() {
      @Override
      public MasterConfig config(MasterConfig config) {
        return config.withHealth(config.health().withPatience(patience));
      }
    };
  }

  /**
   * The master takes a rank that was told to stop for one that crashed, and one that crashed for
   * one that lost another.
   */
  static CoreSeams blamesSiblings() {
    return master(
        input ->
            input instanceof MasterInput.EventReceived(ForwarderEvent event)
                    && event.event() instanceof RunnerStatusUpdated report
                ? new MasterInput.EventReceived(
                    new ForwarderEvent(
                        event.originIdx(),
                        event.origin(),
                        event.session(),
                        swapped(report),
                        event.sourceNode(),
                        event.originBoot(),
                        event.originStream()))
                : input,
        UnaryOperator.identity());
  }

  private static RunnerStatusUpdated swapped(RunnerStatusUpdated report) {
    RunnerStatus status =
        switch (report.runnerStatus()) {
          case RunnerStatus.RunnerFailed _ ->
              new RunnerStatus.RunnerFailed("lost rank 7 on node elsewhere");
          case RunnerStatus.RunnerShutdown _ ->
              new RunnerStatus.RunnerFailed("Terminated (exitcode=1)");
          case RunnerStatus other -> other;
        };
    return new RunnerStatusUpdated(report.eventId(), report.runnerId(), status, report.attempt());
  }

  /** The master tells those whose intent does not fit that it does not, and not why. */
  static CoreSeams refusesWithoutReason() {
    PlacementResult refused =
        new PlacementResult.Unplaceable(
            new PlacementRefusal(
                RefusalCode.NODE_MEMORY, "It does not fit.", ImmutableMap.of(), "", ""),
            ImmutableList.of(),
            true);
    return master(
        input ->
            input instanceof MasterInput.PlacementsFound found
                ? new MasterInput.PlacementsFound(
                    found.effect(),
                    found.results().stream()
                        .map(r -> r instanceof PlacementResult.Unplaceable ? refused : r)
                        .collect(ImmutableList.toImmutableList()))
                : input,
        UnaryOperator.identity());
  }

  /** The worker reports a link anew that is known, whenever it measures its memory. */
  static CoreSeams neverSilent() {
    return new CoreSeams() {
      @Override
      public WorkerStep worker(NodeId node, WorkerCore core) {
        return input -> {
          ImmutableSet<Connection> known =
              ImmutableSet.copyOf(core.state().topology().connections());
          return input instanceof WorkerInput.Measured && !known.isEmpty()
              ? ImmutableList.copyOf(
                  Iterables.concat(
                      core.step(input),
                      core.step(new WorkerInput.EdgeFound(known.iterator().next()))))
              : core.step(input);
        };
      }
    };
  }

  /** A master does not listen to another one. */
  static CoreSeams neverStepsDown() {
    return new CoreSeams() {
      @Override
      public ElectionStep election(NodeId node, ElectionCore core) {
        return (input, view) ->
            core.stage() == ElectionStage.LEADING
                    && input
                        instanceof ElectionInput.MessageReceived(var _, ElectionMessage message)
                    && message.stage() == ElectionStage.LEADING
                ? ImmutableList.of()
                : core.step(input, view);
      }
    };
  }

  /** The master does not look at intents that are handed in. */
  static CoreSeams dropsWhatIsHandedIn() {
    return handsInNo(IntentHandedIn.class);
  }

  /** The master does not look at deletions that are handed in. */
  static CoreSeams dropsDeletionsHandedIn() {
    return handsInNo(DeletionHandedIn.class);
  }

  /** The master does not look at instances that are handed in. */
  static CoreSeams takesOverNothing() {
    return handsInNo(InstanceHandedIn.class);
  }

  /**
   * A node that campaigns does not say how far its log goes; one hears nothing half of the time.
   */
  static CoreSeams hidesItsLog() {
    return new CoreSeams() {
      @Override
      public WorkerStep worker(NodeId node, WorkerCore core) {
        return input ->
            node.value().equals("n4")
                    && input instanceof WorkerInput.GlobalEvent(ForwarderEvent event)
                    && event.originIdx() % 1_000 >= 500
                ? ImmutableList.of()
                : core.step(input);
      }

      @Override
      public ElectionStep election(NodeId node, ElectionCore core) {
        return (input, view) ->
            core.step(input, view).stream()
                .map(
                    output ->
                        output instanceof ElectionOutput.Broadcast(ElectionMessage said)
                                && said.stage() == ElectionStage.CAMPAIGNING
                            ? new ElectionOutput.Broadcast(
                                new ElectionMessage(
                                    said.clock(),
                                    said.seniority(),
                                    said.proposedSession(),
                                    said.commandsSeen()))
                            : output)
                .collect(ImmutableList.toImmutableList());
      }
    };
  }

  /** The master takes one kind of event for another that says nothing. */
  private static CoreSeams handsInNo(Class<? extends Event> kind) {
    return master(
        input ->
            input instanceof MasterInput.EventReceived(ForwarderEvent event)
                    && kind.isInstance(event.event())
                ? new MasterInput.EventReceived(
                    new ForwarderEvent(
                        event.originIdx(),
                        event.origin(),
                        event.session(),
                        new TestEvent(event.event().eventId()),
                        null,
                        event.originBoot(),
                        event.originStream()))
                : input,
        UnaryOperator.identity());
  }

  private static CoreSeams master(
      UnaryOperator<MasterInput> inputs, UnaryOperator<MasterOutput> outputs) {
    return new CoreSeams() {
      @Override
      public MasterStep master(State recovered, Function<State, MasterStep> open) {
        MasterStep core = open.apply(recovered);
        return new MasterStep() {
          @Override
          public ImmutableList<MasterOutput> step(MasterInput input) {
            return core.step(inputs.apply(input)).stream()
                .map(outputs)
                .collect(ImmutableList.toImmutableList());
          }

          @Override
          public State state() {
            return core.state();
          }
        };
      }
    };
  }

  /** Commits what was there before the last call of append. */
  private static final class LateLog implements EventLog {

    private final EventLog log;
    private ImmutableList<LogEntry> late = ImmutableList.of();

    LateLog(EventLog log) {
      this.log = log;
    }

    @Override
    public Recovery recovery() {
      return log.recovery();
    }

    @Override
    public long nextIdx() {
      return log.nextIdx() + late.size();
    }

    @Override
    public long firstIdx() {
      return log.firstIdx();
    }

    @Override
    public long committedIdx() {
      return log.committedIdx();
    }

    @Override
    public void append(List<LogEntry> entries) throws JournalException {
      log.append(late);
      late = ImmutableList.copyOf(entries);
    }

    @Override
    public long commit() throws JournalException {
      return log.commit() + late.size();
    }

    @Override
    public ImmutableList<LogEntry> read(long fromIdx, int max) throws JournalException {
      return log.read(fromIdx, max);
    }

    @Override
    public void snapshot(State state) {
      // Not kept; the state may be ahead of what is durable.
    }

    @Override
    public void resetTo(State state) throws JournalException {
      log.resetTo(state);
    }

    @Override
    public void close() throws JournalException {
      log.close();
    }
  }
}
