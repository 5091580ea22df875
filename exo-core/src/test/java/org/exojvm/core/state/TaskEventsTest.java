package org.exojvm.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.state.Samples.EVENT;
import static org.exojvm.core.state.Samples.loadTask;
import static org.exojvm.core.state.Samples.taskId;
import static org.exojvm.core.state.Samples.textTask;

import org.exojvm.core.event.TaskEvent.TaskAcknowledged;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.event.TaskEvent.TaskDeleted;
import org.exojvm.core.event.TaskEvent.TaskFailed;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;
import org.junit.jupiter.api.Test;

class TaskEventsTest {

  private static final StateStory TWO_TASKS =
      StateStory.of(
          new TaskCreated(EVENT, taskId("t"), textTask("t", "i")),
          new TaskCreated(EVENT, taskId("l"), loadTask("l", "i")));

  @Test
  void aTaskIsKnownByTheIdOfItsEvent_whateverTheTaskSays() {
    State state = StateStory.of(new TaskCreated(EVENT, taskId("a"), textTask("b", "i"))).state();
    assertThat(state.tasks().keys()).containsExactly(taskId("a"));
  }

  @Test
  void aFailure_setsTheErrorAndLeavesTheStatus() {
    Task task = TWO_TASKS.then(failed("t")).state().tasks().get(taskId("t"));
    assertThat(task).isEqualTo(textTask("t", "i").withError("Boom", "it went wrong"));
  }

  @Test
  void aFailureOfARunnerStep_hasNoPlaceToShow() {
    assertThat(TWO_TASKS.then(failed("l")).state().tasks()).isEqualTo(TWO_TASKS.state().tasks());
  }

  @Test
  void aStatusOtherThanFailed_clearsTheError() {
    State state = TWO_TASKS.then(failed("t"), updated("t", TaskStatus.RUNNING)).state();
    assertThat(state.tasks().get(taskId("t")))
        .isEqualTo(textTask("t", "i").inStatus(TaskStatus.RUNNING));
  }

  @Test
  void statusFailed_keepsTheError() {
    State state = TWO_TASKS.then(failed("t"), updated("t", TaskStatus.FAILED)).state();
    assertThat(state.tasks().get(taskId("t")))
        .isInstanceOfSatisfying(
            GenerationTask.class, task -> assertThat(task.errorType()).isEqualTo("Boom"));
  }

  @Test
  void aRunnerStep_changesItsStatusToo() {
    State state = TWO_TASKS.then(updated("l", TaskStatus.COMPLETE)).state();
    assertThat(state.tasks().get(taskId("l")))
        .isEqualTo(loadTask("l", "i").inStatus(TaskStatus.COMPLETE));
  }

  @Test
  void aDeletedTaskIsGone_anAcknowledgedOneIsNot() {
    StateStory acknowledged = TWO_TASKS.then(new TaskAcknowledged(EVENT, taskId("t")));
    assertThat(acknowledged.state().tasks()).isEqualTo(TWO_TASKS.state().tasks());
    assertThat(acknowledged.then(new TaskDeleted(EVENT, taskId("t"))).state().tasks().keys())
        .containsExactly(taskId("l"));
  }

  private static TaskFailed failed(String id) {
    return new TaskFailed(EVENT, taskId(id), "Boom", "it went wrong");
  }

  private static TaskStatusUpdated updated(String id, TaskStatus status) {
    return new TaskStatusUpdated(EVENT, taskId(id), status);
  }
}
