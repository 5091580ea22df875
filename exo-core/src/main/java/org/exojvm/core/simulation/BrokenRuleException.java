package org.exojvm.core.simulation;

/** Carries a broken rule out of the middle of a step. */
final class BrokenRuleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String rule;

  BrokenRuleException(String rule, String detail) {
    super(detail);
    this.rule = rule;
  }

  String rule() {
    return rule;
  }
}
