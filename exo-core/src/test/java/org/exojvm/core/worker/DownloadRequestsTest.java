package org.exojvm.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.RunnerStatus.RunnerIdle;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.task.LifecycleTask.DownloadModel;
import org.junit.jupiter.api.Test;

/** Goal: a downloader that does not answer is asked again, and State does not fill with tasks. */
class DownloadRequestsTest {

  private final WorkerCore worker =
      new WorkerCore(RunnerFixtures.node(0), TestCluster.SESSION, new IdSequence("w"));
  private final List<Event> log = new ArrayList<>();
  private int asked;

  @Test
  void silentDownloaderIsAskedAgainByTheTaskThatIsOpen() {
    publish(new InstanceCreated(new IdSequence("m").nextEventId(), RunnerFixtures.ring(1)));
    step(new WorkerInput.PlanTick());
    step(new WorkerInput.RunnerReported(RunnerFixtures.runner(0), 0, new RunnerIdle()));
    for (int i = 0; i < 600; i++) {
      step(new WorkerInput.PlanTick());
    }
    assertThat(asked).isBetween(6, 12);
    assertThat(log)
        .filteredOn(
            event ->
                event instanceof TaskCreated created && created.task() instanceof DownloadModel)
        .hasSize(1);
  }

  private void step(WorkerInput input) {
    for (WorkerOutput output : worker.step(input)) {
      if (output instanceof WorkerOutput.EmitEvent(var message)) {
        publish(message.event());
      } else if (output instanceof WorkerOutput.SendDownloadCommand) {
        asked++;
      }
    }
  }

  private void publish(Event event) {
    ForwarderEvent message =
        new ForwarderEvent(
            log.size(), TestCluster.SESSION.masterNodeId(), TestCluster.SESSION, event);
    log.add(event);
    step(new WorkerInput.GlobalEvent(message));
  }
}
