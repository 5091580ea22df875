package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.core.command.Command;
import org.exojvm.core.metrics.NodeMeters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: meters tell what the node knows, and are tagged with its id. */
class NodeMetersTest {

  @Test
  void metersFollowTheNode(@TempDir Path root) throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (TestNodes nodes = new TestNodes(root)) {
      ExoNode node = nodes.start(nodes.master("a"));
      new NodeMeters(node).bindTo(registry);
      TestNodes.answer(node, TestNodes.declare("chat", 1));
      TestNodes.answer(
          node, new Command.DeleteMetaInstance(CommandId.of("d"), MetaInstanceId.of("nobody")));
      TestNodes.await(node, TestNodes.readyOver(1));
      assertThat(gauge(registry, "exo.intents")).isEqualTo(1);
      assertThat(gauge(registry, "exo.instances")).isEqualTo(1);
      assertThat(gauge(registry, "exo.nodes")).isEqualTo(1);
      assertThat(registry.get("exo.runners").tag("serving", "true").gauge().value()).isEqualTo(1);
      assertThat(commands(registry, "accepted")).isEqualTo(1);
      assertThat(commands(registry, "rejected")).isEqualTo(1);
      assertThat(registry.get("exo.commands.time").functionTimer().count()).isEqualTo(2);
      assertThat(registry.get("exo.events").functionCounter().count())
          .isPositive()
          .isLessThanOrEqualTo(node.state().lastEventAppliedIdx() + 1.0);
      assertThat(registry.get("exo.failures").tag("node", "a").functionCounter().count()).isZero();
    }
  }

  @Test
  void aNodeThatHasNotStartedHasNoMetersYet(@TempDir Path root) {
    try (TestNodes nodes = new TestNodes(root)) {
      NodeMeters meters = new NodeMeters(nodes.master("a").build());
      assertThatThrownBy(() -> meters.bindTo(new SimpleMeterRegistry()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Maybe call start() first");
    }
  }

  private static double gauge(SimpleMeterRegistry registry, String name) {
    return registry.get(name).tag("node", "a").gauge().value();
  }

  private static double commands(SimpleMeterRegistry registry, String result) {
    return registry.get("exo.commands").tag("result", result).functionCounter().count();
  }
}
