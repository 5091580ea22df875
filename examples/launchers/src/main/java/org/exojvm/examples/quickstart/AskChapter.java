package org.exojvm.examples.quickstart;

import org.exojvm.api.id.CommandId;
import org.exojvm.core.command.Command.TaskFinished;
import org.exojvm.core.command.Command.TextGeneration;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.master.CommandAnswer.Rejected;
import org.exojvm.core.task.TaskStatus;
import org.exojvm.node.terminal.Text;

/** Sends a request and prints the answer as it comes. */
final class AskChapter implements Chapter {

  private static final String STEP = "request answered";
  private static final String PROMPT = "Why run one model on several machines?";
  private static final long TOKENS_MAX = 60;

  @Override
  public String title() {
    return "Use it";
  }

  @Override
  public Outcome play(Scene scene) {
    long start = scene.cluster().nowMillis();
    long before = scene.narrator().tokens();
    TextGeneration question =
        Question.ask(scene.nextCommandId(), scene.plan().model().modelId(), PROMPT, TOKENS_MAX);
    scene.stage().at(start, "> " + PROMPT);
    CommandAnswer answer = scene.send(question);
    if (answer instanceof Rejected rejected) {
      return Outcome.failed(STEP, rejected.reason());
    }
    boolean complete =
        scene.await(() -> isComplete(scene, question.commandId()), Scene.PATIENCE_MILLIS);
    scene.stage().endText();
    if (!complete) {
      return Outcome.failed(STEP, "the answer did not end");
    }
    long tokens = scene.narrator().tokens() - before;
    long millis = scene.cluster().nowMillis() - start;
    scene
        .stage()
        .at(
            scene.cluster().nowMillis(),
            scene.stage().ink().good("complete") + ", by the simulated engine");
    scene.send(new TaskFinished(scene.nextCommandId(), question.commandId()));
    return Outcome.held(STEP, Text.count(tokens, "token") + " in " + Text.seconds(millis));
  }

  private static boolean isComplete(Scene scene, CommandId command) {
    return Question.task(scene.state(), command)
        .filter(task -> task.taskStatus() == TaskStatus.COMPLETE)
        .isPresent();
  }
}
