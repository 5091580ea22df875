package org.exojvm.core.master;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.TraceSpan;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.event.InstanceEvent;
import org.exojvm.core.event.StreamEvent.TracesCollected;
import org.exojvm.core.event.StreamEvent.TracesMerged;
import org.exojvm.core.event.TaskEvent;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Goal: the traces of all ranks become one event, and traces of half a group cost little. */
class TraceRoundsTest {

  private static final TaskId TASK = TaskId.of("t0");

  private final Indexer indexer = new Indexer(State.empty());
  private final IdSequence ids = new IdSequence("t");
  private final TraceRounds rounds = new TraceRounds(indexer, ids);

  @BeforeEach
  void createInstance() {
    indexer.index(new InstanceEvent.InstanceCreated(ids.nextEventId(), RunnerFixtures.ring(2)));
    createTask(TASK.value());
  }

  @Test
  void tracesOfAllRanksAreMergedInTheOrderOfTheRanksAndNotIndexedBefore() {
    collect(1, TASK, span("b"), span("c"));
    assertThat(indexer.takeOutputs()).isEmpty();
    collect(0, TASK, span("a"));
    assertThat(merged()).containsExactly(span("a"), span("b"), span("c"));
  }

  @Test
  void taskThatIsForgottenMeanwhileStillGetsItsTraces() {
    collect(0, TASK, span("a"));
    indexer.index(new TaskEvent.TaskDeleted(ids.nextEventId(), TASK));
    indexer.takeOutputs();
    collect(1, TASK, span("b"));
    assertThat(merged()).containsExactly(span("a"), span("b"));
  }

  @Test
  void tracesOfAnUnknownTaskOrAForeignRankAreDropped() {
    collect(0, TaskId.of("unknown"), span("a"));
    rounds.collected(NodeId.of("impostor"), traces(0, TASK, span("a")));
    assertThat(incidents()).hasSize(2).containsOnly(Incident.TRACES_DROPPED);
  }

  @Test
  void aRankIsSpokenForByItsNodeAlone() {
    collect(0, TASK, span("a"));
    rounds.collected(NodeId.of("impostor"), traces(1, TASK, span("x")));
    assertThat(incidents()).containsExactly(Incident.TRACES_DROPPED);
    collect(1, TASK, span("b"));
    assertThat(merged()).containsExactly(span("a"), span("b"));
  }

  @Test
  void tracesThatWaitTooLongAreDropped() {
    collect(0, TASK, span("a"));
    for (int i = 0; i < TraceRounds.DEADLINE_TICKS; i++) {
      rounds.tick();
    }
    assertThat(incidents()).containsExactly(Incident.TRACES_DROPPED);
    collect(1, TASK, span("b"));
    assertThat(indexer.takeOutputs()).isEmpty();
  }

  @Test
  void tracesOfTooManySpansAreDropped() {
    TraceSpan[] spans =
        Collections.nCopies(TraceRounds.MAX_SPANS + 1, span("a")).toArray(new TraceSpan[0]);
    collect(0, TASK, spans);
    assertThat(incidents()).containsExactly(Incident.TRACES_DROPPED);
  }

  @Test
  void oldestTaskMakesRoomWhenTooManyWait() {
    collect(0, TASK, span("a"));
    for (int i = 1; i <= TraceRounds.MAX_OPEN_TASKS; i++) {
      createTask("t" + i);
      collect(0, TaskId.of("t" + i), span("a"));
    }
    assertThat(incidents()).containsExactly(Incident.TRACES_DROPPED);
    collect(1, TaskId.of("t1"), span("b"));
    assertThat(merged()).containsExactly(span("a"), span("b"));
  }

  private void createTask(String id) {
    var work = RunnerFixtures.textTask(id, "why?");
    indexer.index(
        new TaskEvent.TaskCreated(
            ids.nextEventId(),
            work.taskId(),
            new GenerationTask.TextGeneration(
                work.taskId(),
                TaskStatus.RUNNING,
                RunnerFixtures.ring(2).instanceId(),
                work.commandId(),
                work.params(),
                null,
                null)));
    indexer.takeOutputs();
  }

  private void collect(int rank, TaskId task, TraceSpan... spans) {
    rounds.collected(RunnerFixtures.node(rank), traces(rank, task, spans));
  }

  private TracesCollected traces(int rank, TaskId task, TraceSpan... spans) {
    return new TracesCollected(ids.nextEventId(), task, rank, ImmutableList.copyOf(spans));
  }

  private static TraceSpan span(String name) {
    return new TraceSpan(name, 0, 1, 0, "test");
  }

  private ImmutableList<TraceSpan> merged() {
    return indexer.takeOutputs().stream()
        .filter(MasterOutput.EventIndexed.class::isInstance)
        .map(output -> ((MasterOutput.EventIndexed) output).event().event())
        .flatMap(event -> ((TracesMerged) event).traces().stream())
        .collect(ImmutableList.toImmutableList());
  }

  private ImmutableList<Incident> incidents() {
    return indexer.takeOutputs().stream()
        .filter(MasterOutput.IncidentNoted.class::isInstance)
        .map(output -> ((MasterOutput.IncidentNoted) output).what())
        .collect(ImmutableList.toImmutableList());
  }
}
