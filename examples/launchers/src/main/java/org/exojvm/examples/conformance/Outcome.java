package org.exojvm.examples.conformance;

/** What came of one vector line. */
public sealed interface Outcome {

  /** The result is the expected one. */
  record Passed() implements Outcome {}

  /**
   * The result differs from the reference's by a stricter rule of ours, and is valid under it.
   *
   * @param rule name of the rule, as the vector spells it
   */
  record Deviated(String rule) implements Outcome {}

  /**
   * The result is wrong.
   *
   * @param why expected and actual, for people
   */
  record Failed(String why) implements Outcome {}

  /** Returns a pass. */
  static Outcome passed() {
    return new Passed();
  }

  /** Returns a valid result under a stricter rule. */
  static Outcome deviated(String rule) {
    return new Deviated(rule);
  }

  /** Returns a failure. */
  static Outcome failed(String why) {
    return new Failed(why);
  }
}
