package org.exojvm.core.master;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.command.Command;
import org.exojvm.core.event.TaskEvent.TaskDeleted;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.scenario.MasterHarness;
import org.exojvm.core.scenario.TestClusters;
import org.exojvm.core.scenario.TestRequests;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;
import org.junit.jupiter.api.Test;

/** A cancelled request stays cancelled and is forgotten only when its runners have left it. */
final class D13CancelWorksTest {

  private static final CommandId REQUEST = CommandId.of("request");

  private final MasterHarness master = MasterHarness.of(TestClusters.ethernet("a", "b"));

  private TaskId openRequest() {
    master.ask(
        new Command.CreateMetaInstance(
            CommandId.of("create"),
            MetaInstance.of(
                MetaInstanceSpec.of(MetaInstanceId.of("m"), TestClusters.LARGE.modelId()))));
    master.settle();
    master.ask(new Command.TextGeneration(REQUEST, TestRequests.text(TestClusters.LARGE, "hi")));
    return master.core.state().tasks().keys().iterator().next();
  }

  private TaskId cancelledRequest() {
    TaskId task = openRequest();
    master.ask(new Command.TaskCancelled(CommandId.of("cancel"), REQUEST));
    assertThat(master.lastAnswer()).isInstanceOf(CommandAnswer.Accepted.class);
    return task;
  }

  private TaskStatus statusOf(TaskId id) {
    Task task = master.core.state().tasks().get(id);
    assertThat(task).isNotNull();
    return task.taskStatus();
  }

  @Test
  void cancelling_setsCancelledAndKeepsTheTask() {
    assertThat(statusOf(cancelledRequest())).isEqualTo(TaskStatus.CANCELLED);
    assertThat(master.seen(TaskDeleted.class)).isEmpty();
  }

  @Test
  void reportThatCrossedTheCancellation_doesNotBringTheRequestBack() {
    TaskId task = cancelledRequest();
    master.report(
        NodeId.of("a"), new TaskStatusUpdated(EventId.of("late"), task, TaskStatus.RUNNING));
    assertThat(statusOf(task)).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  void taskFinishedOfACancelledRequest_waitsForTheRunners() {
    TaskId task = cancelledRequest();
    master.ask(new Command.TaskFinished(CommandId.of("finish"), REQUEST));
    assertThat(master.lastAnswer()).isInstanceOf(CommandAnswer.Accepted.class);
    assertThat(statusOf(task)).isEqualTo(TaskStatus.CANCELLED);
    assertThat(master.seen(TaskDeleted.class)).isEmpty();
  }

  @Test
  void taskFinishedOfAnOpenRequest_cancelsItSoThatAllRanksLeave() {
    TaskId task = openRequest();
    master.ask(new Command.TaskFinished(CommandId.of("finish"), REQUEST));
    assertThat(statusOf(task)).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  void taskFinishedOfACompleteRequest_forgetsIt() {
    TaskId task = openRequest();
    master.report(
        NodeId.of("a"), new TaskStatusUpdated(EventId.of("done"), task, TaskStatus.COMPLETE));
    master.ask(new Command.TaskFinished(CommandId.of("finish"), REQUEST));
    assertThat(master.core.state().tasks().isEmpty()).isTrue();
  }
}
