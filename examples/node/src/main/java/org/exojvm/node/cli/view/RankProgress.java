package org.exojvm.node.cli.view;

import org.exojvm.node.terminal.Text;

/** How far one rank of an instance is. */
sealed interface RankProgress {

  /** Returns how far, from 0 to 1. */
  double fraction();

  /** Returns that in words. */
  String told(String node);

  /** Returns that in words that change seldom. */
  String step(String node);

  /** Its node fetches the model. */
  record Fetching(DownloadFacts download) implements RankProgress {

    @Override
    public double fraction() {
      return download.fraction();
    }

    @Override
    public String told(String node) {
      return "%s: %s".formatted(node, download.told());
    }

    @Override
    public String step(String node) {
      return "%s: downloading, %d %%".formatted(node, 10 * (int) Math.floor(10 * fraction()));
    }
  }

  /**
   * Its runner is on its way up.
   *
   * @param phase its phase, "" before its first report
   * @param step place of the phase on the way, -1 off it
   * @param steps length of the way
   */
  record Rising(String phase, int step, int steps) implements RankProgress {

    @Override
    public double fraction() {
      return phase.equals("Running") ? 1 : Math.max(0, (double) step / steps);
    }

    @Override
    public String told(String node) {
      return "%s: %s".formatted(node, phase.isEmpty() ? "no report yet" : Text.printable(phase));
    }

    @Override
    public String step(String node) {
      return told(node);
    }
  }
}
