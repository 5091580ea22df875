package org.exojvm.core.reconcile;

/** Whether the runners of an instance have failed. */
public sealed interface RunnerFailure {

  /**
   * Some runner has not reported or is still alive, or all were shut down without an error, or
   * there are no runners.
   */
  record None() implements RunnerFailure {}

  /**
   * All runners are gone for good and at least one of them failed.
   *
   * @param message what the failed runners said, {@code name: message} in device-rank order joined
   *     by {@code "; "}; {@code Runner failed} when none said anything
   */
  record Failed(String message) implements RunnerFailure {}
}
