package org.exojvm.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.state.Samples.EVENT;
import static org.exojvm.core.state.Samples.gathered;
import static org.exojvm.core.state.Samples.linked;
import static org.exojvm.core.state.Samples.node;
import static org.exojvm.core.state.Samples.rdma;
import static org.exojvm.core.state.Samples.socket;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.ThunderboltBridgeStatus;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.info.GatheredInfo.NodeNetworkInterfaces;
import org.exojvm.core.info.GatheredInfo.ThunderboltBridgeInfo;
import org.junit.jupiter.api.Test;

/** D5 and D2: cycles of bridges start at their smallest id, are sorted, and bounded in number. */
class D5BridgeCyclesTest {

  private static final StateStory TRIANGLE =
      StateStory.of(
          linked(rdma("c", "b", "x", "y")),
          linked(rdma("b", "c", "x", "y")),
          linked(rdma("b", "a", "x", "y")),
          linked(rdma("a", "c", "x", "y")),
          bridge("c", true),
          bridge("b", true),
          bridge("a", true));

  @Test
  void cycles_startAtTheirSmallestIdAndAreSorted() {
    assertThat(cyclesOf(TRIANGLE)).containsExactly("acb", "bc");
    assertThat(TRIANGLE.state().thunderboltBridgeCyclesTruncated()).isFalse();
  }

  @Test
  void cycles_areSearchedOnlyWhenABridgeIsSwitched() {
    StateStory linked = TRIANGLE.then(linked(rdma("a", "b", "x", "y")), bridge("a", true));
    assertThat(cyclesOf(linked)).containsExactly("acb", "bc");
    assertThat(cyclesOf(linked.then(bridge("a", false)))).containsExactly("bc");
    assertThat(cyclesOf(linked.then(bridge("a", false), bridge("a", true))))
        .containsExactly("ab", "acb", "bc");
  }

  @Test
  void aBridgedNodeThatLeaves_hasItsCyclesSearchedAnew() {
    assertThat(cyclesOf(TRIANGLE.then(new NodeDisconnected(EVENT, node("a")))))
        .containsExactly("bc");
  }

  @Test
  void aNodeWithoutBridgeThatLeaves_changesNoCycles() {
    StateStory unplugged = TRIANGLE.then(new NodeDisconnected(EVENT, node("d")));
    assertThat(cyclesOf(unplugged)).containsExactly("acb", "bc");
  }

  @Test
  void aSocketLink_countsWhenItEndsAtAThunderboltInterfaceOfABridgedNode() {
    StateStory story =
        StateStory.of(
            interfaces("b", "10.0.0.2", InterfaceType.THUNDERBOLT),
            interfaces("a", "10.0.0.1", InterfaceType.ETHERNET),
            linked(socket("a", "b", "10.0.0.2")),
            linked(socket("b", "a", "10.0.0.1")),
            bridge("a", true),
            bridge("b", true));
    assertThat(cyclesOf(story)).isEmpty();
    assertThat(
            cyclesOf(
                story.then(
                    interfaces("a", "10.0.0.1", InterfaceType.THUNDERBOLT),
                    bridge("a", false),
                    bridge("a", true))))
        .containsExactly("ab");
  }

  @Test
  void tooManyCycles_areCutOffAndFlagged() {
    State state = mesh(8).state();
    assertThat(state.thunderboltBridgeCycles()).hasSize(1_000);
    assertThat(state.thunderboltBridgeCyclesTruncated()).isTrue();
    assertThat(mesh(6).state().thunderboltBridgeCycles()).hasSize(409);
    assertThat(mesh(6).state().thunderboltBridgeCyclesTruncated()).isFalse();
  }

  @Test
  void aSearchThatFindsLittle_isCutOffToo() {
    // Layers of four fully linked to the next, and one link back: 4^9 paths, few of them cycles.
    List<Event> events = new ArrayList<>();
    for (int layer = 0; layer < 9; layer++) {
      for (int from = 0; from < 4; from++) {
        for (int to = 0; to < 4; to++) {
          events.add(linked(rdma("m" + layer + from, "m" + (layer + 1) + to, "x", "y")));
        }
      }
    }
    events.add(linked(rdma("m90", "a", "x", "y")));
    events.add(linked(rdma("a", "m00", "x", "y")));
    StateStory story = StateStory.of(events.toArray(Event[]::new));
    for (NodeId node : story.state().topology().nodes()) {
      story = story.then(bridge(node.value(), true));
    }
    assertThat(story.state().thunderboltBridgeCyclesTruncated()).isTrue();
  }

  private static StateStory mesh(int nodes) {
    StateStory story = StateStory.of();
    for (int from = 0; from < nodes; from++) {
      for (int to = 0; to < nodes; to++) {
        story = from == to ? story : story.then(linked(rdma("n" + from, "n" + to, "x", "y")));
      }
    }
    for (int node = 0; node < nodes; node++) {
      story = story.then(bridge("n" + node, true));
    }
    return story;
  }

  private static NodeGatheredInfo bridge(String node, boolean enabled) {
    return gathered(
        node, new ThunderboltBridgeInfo(new ThunderboltBridgeStatus(enabled, true, null)));
  }

  private static NodeGatheredInfo interfaces(String node, String ip, InterfaceType type) {
    return gathered(
        node,
        new NodeNetworkInterfaces(ImmutableList.of(new NetworkInterfaceInfo("en0", ip, type))));
  }

  private static List<String> cyclesOf(StateStory story) {
    return story.state().thunderboltBridgeCycles().stream()
        .map(cycle -> String.join("", cycle.nodes().stream().map(NodeId::value).toList()))
        .toList();
  }
}
