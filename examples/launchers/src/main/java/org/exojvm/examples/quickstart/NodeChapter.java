package org.exojvm.examples.quickstart;

import java.util.Optional;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.node.terminal.Text;

/** Cuts the power of a node of the instance. It does not come back. */
final class NodeChapter implements Chapter {

  private static final String STEP = "node killed";

  @Override
  public String title() {
    return "Kill a node";
  }

  @Override
  public Outcome play(Scene scene) {
    return victim(scene)
        .map(node -> kill(scene, node))
        .orElseGet(
            () -> {
              scene.stage().below("the instance is on the master's node only, which stays");
              return Outcome.held(STEP, "not played: only the master's node is in use");
            });
  }

  private static Optional<NodeId> victim(Scene scene) {
    return Rank.of(scene.serving()).reversed().stream()
        .map(Rank::node)
        .filter(node -> !node.equals(scene.cluster().masterNode()))
        .findFirst();
  }

  private static Outcome kill(Scene scene, NodeId node) {
    InstanceId old = scene.serving().instanceId();
    long start = scene.cluster().nowMillis();
    scene.stage().at(start, scene.stage().ink().bad("power cut") + ": " + scene.name(node));
    scene.cluster().killNode(node);
    if (!scene.awaitServing(old)) {
      return Outcome.failed(STEP, scene.explainRefusal());
    }
    Outcome outcome =
        Outcome.healed(
            STEP,
            scene,
            start,
            Text.count(Rank.of(scene.serving()).size(), "node") + " left in use");
    boolean forgotten =
        scene.await(() -> !scene.state().topology().contains(node), Scene.PATIENCE_MILLIS);
    return forgotten ? outcome : Outcome.failed(STEP, scene.name(node) + " is still listed");
  }
}
