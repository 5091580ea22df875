package org.exojvm.node.config;

/** Finds the setting that somebody who mistyped a name has meant. */
final class NearestName {

  /** Longest name that is compared; work grows with its length. */
  private static final int MAX_LENGTH = 64;

  private NearestName() {}

  /** Returns a sentence that names the nearest setting. */
  static String hint(String name) {
    String wanted = name.substring(0, Math.min(MAX_LENGTH, name.length()));
    String nearest = "";
    int least = Integer.MAX_VALUE;
    for (String label : Setting.labels()) {
      int distance = distance(wanted, label);
      if (distance < least) {
        least = distance;
        nearest = label;
      }
    }
    return "The nearest one is '%s'; 'node --help' lists all.".formatted(nearest);
  }

  /** Levenshtein's: how many letters have to be put in, taken out or replaced. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
