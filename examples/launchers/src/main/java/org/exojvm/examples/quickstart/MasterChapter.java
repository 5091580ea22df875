package org.exojvm.examples.quickstart;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exojvm.node.terminal.Text;

/**
 * Stops the master of a cluster of real nodes: threads, journals on a disk and an election instead
 * of virtual time. Only the engine is simulated.
 */
final class MasterChapter implements Chapter {

  private static final String STEP = "master killed";

  @Override
  public String title() {
    return "Kill the master (two real nodes, on the wall clock)";
  }

  @Override
  public Outcome play(Scene scene) {
    try {
      Path directory = Files.createTempDirectory("exo-quickstart");
      try (RealNodes nodes = new RealNodes(directory)) {
        return play(scene.stage(), nodes);
      } finally {
        MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The journals of two nodes cannot be written. Maybe the directory for temporary files is"
              + " full.",
          e);
    }
  }

  private static Outcome play(Stage stage, RealNodes nodes) throws IOException {
    nodes.start();
    String accepted = nodes.declare();
    if (!nodes.awaitServing()) {
      return Outcome.failed(STEP, "no instance: " + nodes.explain());
    }
    String master = nodes.master();
    stage.at(nodes.millis(), "%s is master; the intent is %s".formatted(master, accepted));
    stage.at(nodes.millis(), nodes.placed());
    long killed = nodes.millis();
    stage.at(killed, stage.ink().bad("killed") + ": " + master);
    nodes.killMaster();
    if (!nodes.awaitAnswer()) {
      return Outcome.failed(STEP, "no command was served");
    }
    long served = nodes.millis() - killed;
    stage.at(nodes.millis(), "%s is master now and serves commands".formatted(nodes.master()));
    if (!nodes.awaitServing()) {
      return Outcome.failed(STEP, "no instance: " + nodes.explain());
    }
    stage.at(nodes.millis(), nodes.placed());
    return Outcome.held(
        STEP,
        "commands served after %s, Ready after %s (real time); intent kept"
            .formatted(Text.seconds(served), Text.seconds(nodes.millis() - killed)));
  }
}
