package org.exojvm.examples.quickstart;

import org.exojvm.core.command.Command.DeleteMetaInstance;
import org.exojvm.core.command.Command.TextGeneration;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.master.CommandAnswer.Rejected;
import org.exojvm.node.terminal.Text;

/** Withdraws the intent in the middle of a request and shows that nothing stays behind. */
final class DeleteChapter implements Chapter {

  private static final String STEP = "intent withdrawn";
  private static final String PROMPT =
      "Tell me a long story about four machines that share one model.";
  private static final long TOKENS_MAX = 10_000;
  private static final long TOKENS_BEFORE = 6;

  @Override
  public String title() {
    return "Withdraw it, in the middle of a request";
  }

  @Override
  public Outcome play(Scene scene) {
    TextGeneration request =
        Question.ask(scene.nextCommandId(), scene.plan().model().modelId(), PROMPT, TOKENS_MAX);
    scene.stage().at(scene.cluster().nowMillis(), "> " + PROMPT);
    scene.send(request);
    long tokens = scene.narrator().tokens() + TOKENS_BEFORE;
    scene.await(() -> scene.narrator().tokens() >= tokens, Scene.PATIENCE_MILLIS);
    scene.stage().endText();
    long start = scene.cluster().nowMillis();
    CommandAnswer answer =
        scene.send(new DeleteMetaInstance(scene.nextCommandId(), StoryPlan.INTENT));
    if (answer instanceof Rejected rejected) {
      return Outcome.failed(STEP, rejected.reason());
    }
    boolean clean = scene.await(() -> Remains.of(scene.state()).isNothing(), Scene.PATIENCE_MILLIS);
    Remains remains = Remains.of(scene.state());
    scene.stage().at(scene.cluster().nowMillis(), "what is left:");
    scene.stage().table(remains.table());
    return clean
        ? Outcome.held(
            STEP, "nothing left after " + Text.seconds(scene.cluster().nowMillis() - start))
        : Outcome.failed(STEP, "something is left: " + remains);
  }
}
