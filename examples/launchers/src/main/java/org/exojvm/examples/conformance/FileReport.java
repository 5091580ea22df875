package org.exojvm.examples.conformance;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;

/**
 * What came of one file.
 *
 * @param name name of the file without its ending
 * @param passed lines that passed
 * @param deviatedByRule lines that deviated, by rule
 * @param failures one entry per failed line: its id and why
 */
public record FileReport(
    String name,
    int passed,
    ImmutableSortedMap<String, Integer> deviatedByRule,
    ImmutableList<String> failures) {

  /** Returns the report of a file that could not be run at all; it counts as one failure. */
  static FileReport unusable(String name, String why) {
    return new FileReport(name, 0, ImmutableSortedMap.of(), ImmutableList.of(why));
  }

  /** Returns how many lines deviated. */
  public int deviated() {
    return deviatedByRule.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns the counts as they are printed. */
  @Override
  public String toString() {
    String counts =
        "%s: passed=%d deviated=%d failed=%d".formatted(name, passed, deviated(), failures.size());
    return deviatedByRule.isEmpty() ? counts : counts + " " + deviatedByRule;
  }
}
