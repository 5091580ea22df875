package org.exojvm.examples.quickstart;

import java.util.Optional;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.topology.Connection;
import org.exojvm.node.terminal.Text;

/** Pulls a cable that the instance uses, waits until it is placed anew, and plugs it in again. */
final class LinkChapter implements Chapter {

  private static final String STEP = "link cut";

  /** Time to notice a cut link, and to use what is left. */
  private static final long REPLACEMENT_MILLIS_MAX = 5 * 60_000;

  @Override
  public String title() {
    return "Cut a link";
  }

  @Override
  public Outcome play(Scene scene) {
    Optional<Links> cable = Links.usedBy(scene.serving());
    if (cable.isEmpty()) {
      scene.stage().below("the instance is on one node and uses no link");
      return Outcome.held(STEP, "not played: one node, no link");
    }
    scene.narrator().tellLinks();
    return cut(scene, cable.get());
  }

  private static Outcome cut(Scene scene, Links cable) {
    InstanceId old = scene.serving().instanceId();
    long start = scene.cluster().nowMillis();
    scene
        .stage()
        .at(start, scene.stage().ink().bad("cut") + ": the " + cable.name(scene.plan().cluster()));
    scene.cluster().cutLinks(cable::carries);
    if (!scene.await(() -> scene.isServingOtherThan(old), REPLACEMENT_MILLIS_MAX)) {
      return impossibleWithout(scene, cable, old);
    }
    Outcome outcome = Outcome.healed(STEP, scene, start, nodes(scene));
    return plugIn(scene, cable) ? outcome : Outcome.failed(STEP, "the link did not come back");
  }

  private static Outcome impossibleWithout(Scene scene, Links cable, InstanceId old) {
    scene.explainRefusal();
    plugIn(scene, cable);
    return scene.awaitServing(old)
        ? Outcome.held(STEP, "no placement without it; healed when it was back")
        : Outcome.failed(STEP, scene.explainRefusal());
  }

  private static String nodes(Scene scene) {
    return Text.count(Rank.of(scene.serving()).size(), "node") + ", on other links";
  }

  private static boolean plugIn(Scene scene, Links cable) {
    scene.stage().at(scene.cluster().nowMillis(), "plugged in again");
    scene.cluster().restoreLinks(cable::carries);
    return scene.await(() -> allBack(scene, cable), REPLACEMENT_MILLIS_MAX);
  }

  private static boolean allBack(Scene scene, Links cable) {
    for (Connection connection : scene.plan().cluster().state().topology().connections()) {
      if (cable.carries(connection)
          && !scene
              .state()
              .topology()
              .links(connection.source(), connection.sink())
              .contains(connection.edge())) {
        return false;
      }
    }
    return true;
  }
}
