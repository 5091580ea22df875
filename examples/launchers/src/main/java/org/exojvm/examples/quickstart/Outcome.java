package org.exojvm.examples.quickstart;

import org.exojvm.node.terminal.Text;

/**
 * What came of one chapter.
 *
 * @param step what happened, for the summary
 * @param result how it ended, for the summary
 * @param held whether it ended as promised
 */
record Outcome(String step, String result, boolean held) {

  static Outcome held(String step, String result) {
    return new Outcome(step, result, true);
  }

  /** Returns the outcome of a failure that was healed, as the narrator saw it. */
  static Outcome healed(String step, Scene scene, long startMillis, String remark) {
    return held(
        step,
        "placed anew after %s, Ready after %s; %s"
            .formatted(
                Text.seconds(scene.narrator().placedMillis() - startMillis),
                Text.seconds(scene.cluster().nowMillis() - startMillis),
                remark));
  }

  static Outcome failed(String step, String result) {
    return new Outcome(step, result, false);
  }
}
