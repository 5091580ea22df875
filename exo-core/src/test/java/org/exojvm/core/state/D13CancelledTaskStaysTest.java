package org.exojvm.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.state.Samples.EVENT;
import static org.exojvm.core.state.Samples.ring;
import static org.exojvm.core.state.Samples.taskId;
import static org.exojvm.core.state.Samples.textTask;

import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.event.TaskEvent.TaskDeleted;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.task.TaskStatus;
import org.junit.jupiter.api.Test;

/** D13: cancelling is a status; the task stays until all runners have left it. */
class D13CancelledTaskStaysTest {

  private static final StateStory CANCELLED =
      StateStory.of(
          new InstanceCreated(EVENT, ring("i", null, "a", "b")),
          new TaskCreated(EVENT, taskId("t"), textTask("t", "i")),
          new TaskStatusUpdated(EVENT, taskId("t"), TaskStatus.CANCELLED));

  @Test
  void aCancelledTask_isStillKnown() {
    assertThat(CANCELLED.state().tasks().get(taskId("t")))
        .isEqualTo(textTask("t", "i").inStatus(TaskStatus.CANCELLED));
  }

  @Test
  void aCancelledTask_outlivesItsInstance() {
    State state = CANCELLED.then(new InstanceDeleted(EVENT, Samples.instanceId("i"), null)).state();
    assertThat(state.tasks().containsKey(taskId("t"))).isTrue();
  }

  @Test
  void aCancelledTask_goesWhenItIsDeleted() {
    assertThat(CANCELLED.then(new TaskDeleted(EVENT, taskId("t"))).state().tasks().isEmpty())
        .isTrue();
  }
}
