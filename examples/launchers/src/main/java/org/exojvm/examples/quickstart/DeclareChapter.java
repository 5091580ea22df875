package org.exojvm.examples.quickstart;

import org.exojvm.api.instance.Instance;
import org.exojvm.core.command.Command.CreateMetaInstance;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.master.CommandAnswer.Rejected;
import org.exojvm.node.terminal.Text;

/** Declares the intent and watches it being placed and brought up. */
final class DeclareChapter implements Chapter {

  private static final String STEP = "intent declared";

  /** Time for a placement; the first one needs what all nodes report at the start. */
  private static final long PLACEMENT_MILLIS_MAX = 60_000;

  @Override
  public String title() {
    return "Declare what you want";
  }

  @Override
  public Outcome play(Scene scene) {
    long start = scene.cluster().nowMillis();
    CommandAnswer answer =
        scene.send(new CreateMetaInstance(scene.nextCommandId(), scene.plan().intent()));
    if (answer instanceof Rejected rejected) {
      scene.stage().below(scene.stage().ink().bad(rejected.reason()));
      return Outcome.failed(STEP, "rejected: " + rejected.reason());
    }
    if (!scene.await(() -> scene.instance().isPresent(), PLACEMENT_MILLIS_MAX)) {
      return Outcome.failed(STEP, scene.explainRefusal());
    }
    if (!scene.awaitServing(null)) {
      return Outcome.failed(STEP, scene.explainRefusal());
    }
    Instance instance = scene.serving();
    return Outcome.held(
        STEP,
        "placed on %s after %s, Ready after %s"
            .formatted(
                Text.count(Rank.of(instance).size(), "node"),
                Text.seconds(scene.narrator().placedMillis() - start),
                Text.seconds(scene.cluster().nowMillis() - start)));
  }
}
