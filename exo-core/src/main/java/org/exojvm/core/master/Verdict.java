package org.exojvm.core.master;

/** What a command handler decided, before it becomes an answer. */
sealed interface Verdict {

  /** The command took effect. */
  record Accept() implements Verdict {}

  /**
   * The command was carried out and may be again. Its answer is not kept, where it would take the
   * place of one that matters: followers ask for events all the time.
   */
  record Repeatable() implements Verdict {}

  /** The command changed nothing. */
  record Reject(RejectionCode code, String reason) implements Verdict {}

  /** The answer follows when an effect has come back. */
  record Later() implements Verdict {}

  static Verdict accept() {
    return new Accept();
  }

  static Verdict reject(RejectionCode code, String reason) {
    return new Reject(code, reason);
  }
}
