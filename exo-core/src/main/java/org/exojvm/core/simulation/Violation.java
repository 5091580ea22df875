package org.exojvm.core.simulation;

/**
 * Something that must not happen has happened. Ends the run.
 *
 * @param rule the rule that is broken, such as {@code S1}
 * @param atMillis virtual time
 * @param detail what was seen, with the values
 */
public record Violation(String rule, long atMillis, String detail) {

  @Override
  public String toString() {
    return "%s broken at %.3f s: %s".formatted(rule, atMillis / 1e3, detail);
  }
}
