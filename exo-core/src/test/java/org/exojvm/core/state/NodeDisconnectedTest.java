package org.exojvm.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.exojvm.core.state.Samples.EVENT;
import static org.exojvm.core.state.Samples.gathered;
import static org.exojvm.core.state.Samples.hello;
import static org.exojvm.core.state.Samples.linked;
import static org.exojvm.core.state.Samples.memory;
import static org.exojvm.core.state.Samples.node;
import static org.exojvm.core.state.Samples.ring;
import static org.exojvm.core.state.Samples.shard;
import static org.exojvm.core.state.Samples.socket;
import static org.exojvm.core.state.Samples.taskId;
import static org.exojvm.core.state.Samples.textTask;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.DiskUsage;
import org.exojvm.api.node.SystemPerformanceProfile;
import org.exojvm.api.node.ThunderboltBridgeStatus;
import org.exojvm.core.download.DownloadProgress.DownloadPending;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.event.NodeEvent.NodeDownloadProgress;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.info.GatheredInfo.MacThunderboltIdentifiers;
import org.exojvm.core.info.GatheredInfo.MacmonMetrics;
import org.exojvm.core.info.GatheredInfo.MiscData;
import org.exojvm.core.info.GatheredInfo.NodeDiskUsage;
import org.exojvm.core.info.GatheredInfo.NodeNetworkInterfaces;
import org.exojvm.core.info.GatheredInfo.RdmaCtlStatus;
import org.exojvm.core.info.GatheredInfo.ThunderboltBridgeInfo;
import org.junit.jupiter.api.Test;

class NodeDisconnectedTest {

  private static final StateStory FULL =
      StateStory.of(
          gathered("a", new MiscData("studio")),
          gathered("a", new MacmonMetrics(new SystemPerformanceProfile(0, 0, 0, 0, 0), memory(32))),
          gathered("a", new NodeDiskUsage(new DiskUsage(Memory.ZERO, Memory.ZERO))),
          gathered("a", new NodeNetworkInterfaces(ImmutableList.of())),
          gathered("a", new MacThunderboltIdentifiers(ImmutableList.of())),
          gathered("a", new RdmaCtlStatus(true)),
          gathered("a", new ThunderboltBridgeInfo(new ThunderboltBridgeStatus(true, true, null))),
          new NodeDownloadProgress(EVENT, new DownloadPending(node("a"), shard(0, 1), "/models")),
          linked(socket("a", "b", "10.0.0.2")),
          linked(socket("b", "a", "10.0.0.1")),
          linked(socket("b", "c", "10.0.0.3")),
          new InstanceCreated(EVENT, ring("i", null, "a", "b")),
          new TaskCreated(EVENT, taskId("t"), textTask("t", "i")));

  private static final State LEFT = FULL.then(new NodeDisconnected(EVENT, node("a"))).state();

  @Test
  void everythingItMeasured_goes() {
    assertThat(LEFT.lastEventIndexByNode().isEmpty()).isTrue();
    assertThat(LEFT.downloads().isEmpty()).isTrue();
    assertThat(LEFT.nodeMemory().isEmpty()).isTrue();
    assertThat(LEFT.nodeDisk().isEmpty()).isTrue();
    assertThat(LEFT.nodeSystem().isEmpty()).isTrue();
    assertThat(LEFT.nodeNetwork().isEmpty()).isTrue();
    assertThat(LEFT.nodeThunderbolt().isEmpty()).isTrue();
    assertThat(LEFT.nodeThunderboltBridge().isEmpty()).isTrue();
    assertThat(LEFT.nodeRdmaCtl().isEmpty()).isTrue();
  }

  @Test
  void itsLinks_goInBothDirections() {
    assertThat(LEFT.topology().nodes()).containsExactly(node("b"), node("c"));
    assertThat(LEFT.topology().connections()).containsExactly(socket("b", "c", "10.0.0.3"));
  }

  @Test
  void identityInstancesAndTasks_stay() {
    assertThat(LEFT.nodeIdentities()).isEqualTo(FULL.state().nodeIdentities());
    assertThat(LEFT.instances()).isEqualTo(FULL.state().instances());
    assertThat(LEFT.tasks()).isEqualTo(FULL.state().tasks());
  }

  @Test
  void itsDeparture_isRemembered() {
    assertThat(LEFT.departedNodes().asMap()).containsExactly(entry(node("a"), 13L));
  }

  @Test
  void aNodeNobodyKnew_didNotDepart() {
    State state = FULL.then(new NodeDisconnected(EVENT, node("stranger"))).state();
    assertThat(StateStory.withoutIndex(state)).isEqualTo(StateStory.withoutIndex(FULL.state()));
  }

  @Test
  void theOldestDeparture_isForgottenBeyondTheBound() {
    StateStory story = StateStory.of();
    for (int number = 0; number <= 1_001; number++) {
      String id = "n" + number;
      story = story.then(hello(id), new NodeDisconnected(EVENT, node(id)));
    }
    assertThat(story.state().departedNodes().size()).isEqualTo(1_000);
    assertThat(story.state().departedNodes().keys().iterator().next()).isEqualTo(node("n2"));
  }
}
