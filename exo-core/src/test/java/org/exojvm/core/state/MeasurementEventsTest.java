package org.exojvm.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.state.Samples.EVENT;
import static org.exojvm.core.state.Samples.gathered;
import static org.exojvm.core.state.Samples.hello;
import static org.exojvm.core.state.Samples.linked;
import static org.exojvm.core.state.Samples.memory;
import static org.exojvm.core.state.Samples.node;
import static org.exojvm.core.state.Samples.rdma;
import static org.exojvm.core.state.Samples.shard;
import static org.exojvm.core.state.Samples.socket;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.api.node.SystemPerformanceProfile;
import org.exojvm.api.node.ThunderboltConnection;
import org.exojvm.api.node.ThunderboltIdentifier;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadFailed;
import org.exojvm.core.download.DownloadProgress.DownloadPending;
import org.exojvm.core.event.NodeEvent.NodeDownloadProgress;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.info.GatheredInfo.MacThunderboltConnections;
import org.exojvm.core.info.GatheredInfo.MacThunderboltIdentifiers;
import org.exojvm.core.info.GatheredInfo.MacmonMetrics;
import org.exojvm.core.info.GatheredInfo.MiscData;
import org.exojvm.core.info.GatheredInfo.StaticNodeInformation;
import org.junit.jupiter.api.Test;

class MeasurementEventsTest {

  private static final SystemPerformanceProfile LOAD =
      new SystemPerformanceProfile(0.5, 50, 90, 0.1, 0.2);

  @Test
  void anyMeasurement_putsItsNodeIntoTheTopology() {
    assertThat(StateStory.of(hello("a")).state().topology().nodes()).containsExactly(node("a"));
  }

  @Test
  void memoryComesAlone_orWithTheLoad() {
    StateStory alone = StateStory.of(gathered("a", new GatheredMemoryUsage(memory(8))));
    assertThat(alone.state().nodeMemory().get(node("a"))).isEqualTo(memory(8));
    assertThat(alone.state().nodeSystem().isEmpty()).isTrue();

    State both = alone.then(gathered("a", new MacmonMetrics(LOAD, memory(4)))).state();
    assertThat(both.nodeMemory().get(node("a"))).isEqualTo(memory(4));
    assertThat(both.nodeSystem().get(node("a"))).isEqualTo(LOAD);
  }

  @Test
  void anIdentity_comesInTwoParts() {
    StateStory named = StateStory.of(gathered("a", new MiscData("studio")));
    assertThat(named.state().nodeIdentities().get(node("a")))
        .isEqualTo(NodeIdentity.unknown().withFriendlyName("studio"));

    State described =
        named.then(gathered("a", new StaticNodeInformation("Mac15,14", "M3", "26", "25A"))).state();
    assertThat(described.nodeIdentities().get(node("a")))
        .isEqualTo(new NodeIdentity("Mac15,14", "M3", "studio", "26", "25A"));
  }

  @Test
  void cables_becomeRdmaLinks_inPlaceOfTheOldOnes() {
    State state =
        StateStory.of(
                ports("a", "uuid-a"),
                ports("b", "uuid-b"),
                linked(rdma("a", "b", "old", "old")),
                linked(socket("a", "b", "10.0.0.2")),
                linked(rdma("b", "a", "kept", "kept")),
                cables("a", "uuid-a", "uuid-b"))
            .state();
    assertThat(state.topology().links(node("a"), node("b")))
        .containsExactly(
            socket("a", "b", "10.0.0.2").edge(),
            rdma("a", "b", "rdma-uuid-a", "rdma-uuid-b").edge());
    assertThat(state.topology().links(node("b"), node("a")))
        .containsExactly(rdma("b", "a", "kept", "kept").edge());
  }

  @Test
  void aCableToAnUnknownPort_isNoLink() {
    State state = StateStory.of(ports("a", "uuid-a"), cables("a", "uuid-a", "uuid-x")).state();
    assertThat(state.topology().connections()).isEmpty();
  }

  @Test
  void aPortReportedTwice_belongsToTheLaterNode() {
    State state =
        StateStory.of(
                ports("a", "uuid-a"),
                ports("b", "shared"),
                ports("c", "shared"),
                cables("a", "uuid-a", "shared"))
            .state();
    assertThat(state.topology().neighbours(node("a"))).containsExactly(node("c"));
  }

  @Test
  void aDownload_takesThePlaceOfTheOneForTheSameShard() {
    DownloadProgress first = new DownloadPending(node("a"), shard(0, 2), "/models");
    DownloadProgress second = new DownloadPending(node("a"), shard(1, 2), "/models");
    DownloadProgress again = new DownloadFailed(node("a"), shard(0, 2), "/models", "disk full");
    State state = StateStory.of(progress(first), progress(second), progress(again)).state();
    assertThat(state.downloads().get(node("a"))).containsExactly(again, second);
  }

  private static NodeDownloadProgress progress(DownloadProgress progress) {
    return new NodeDownloadProgress(EVENT, progress);
  }

  private static NodeGatheredInfo ports(String node, String uuid) {
    return gathered(
        node,
        new MacThunderboltIdentifiers(
            ImmutableList.of(new ThunderboltIdentifier("rdma-" + uuid, uuid, ""))));
  }

  private static NodeGatheredInfo cables(String node, String near, String far) {
    return gathered(
        node,
        new MacThunderboltConnections(ImmutableList.of(new ThunderboltConnection(near, far))));
  }
}
