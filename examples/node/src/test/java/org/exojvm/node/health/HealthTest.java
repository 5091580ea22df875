package org.exojvm.node.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.junit.jupiter.api.Test;

/** Goal: a node is well only while its commands would be decided, and says why it is not. */
class HealthTest {

  private static final NodeId NODE = NodeId.of("n");
  private static final Optional<NodeId> MASTER = Optional.of(NodeId.of("m"));

  @Test
  void aListedNodeWithAMasterIsWell() {
    assertThat(Health.of(NODE, Optional.empty(), MASTER, true).json())
        .hasToString("{\"status\":\"ok\",\"nodeId\":\"n\",\"masterNodeId\":\"m\",\"reasons\":[]}");
  }

  @Test
  void withoutMasterOrUnlistedOrRefusedItIsNotAndSaysWhy() {
    assertThat(Health.of(NODE, Optional.empty(), Optional.empty(), true).reasons())
        .singleElement()
        .asString()
        .startsWith("No master is in reach");
    assertThat(Health.of(NODE, Optional.empty(), MASTER, false).reasons())
        .singleElement()
        .asString()
        .startsWith("The cluster of master m does not list this node");
    assertThat(Health.of(NODE, Optional.of("Another process."), MASTER, true).reasons())
        .containsExactly("Another process.");
  }
}
