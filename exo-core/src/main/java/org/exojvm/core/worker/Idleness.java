package org.exojvm.core.worker;

import org.exojvm.core.state.State;

/**
 * Whether a worker would decide the same again: nothing came of its last plan, and nothing a plan
 * looks at has changed since. Parts of State are compared by identity, which an event that changes
 * nothing keeps.
 */
final class Idleness {

  private State planned = State.empty();
  private boolean disturbed = true;

  /** A plan has been made; something may have come of it. */
  void planned(State state, boolean acted) {
    planned = state;
    disturbed = acted;
  }

  /** Something else than State has changed. */
  void disturb() {
    disturbed = true;
  }

  @SuppressWarnings("ReferenceEquality")
  boolean wouldDecideTheSame(State now) {
    return !disturbed
        && planned.instances() == now.instances()
        && planned.runners() == now.runners()
        && planned.runnerBindings() == now.runnerBindings()
        && planned.tasks() == now.tasks()
        && planned.downloads() == now.downloads();
  }

  /** Returns whether nobody has a deadline: those on their way up or down do. */
  static boolean isQuiet(Iterable<RunnerSlot> runners) {
    for (RunnerSlot runner : runners) {
      if (runner.awaitingAck || runner.stopTask != null || !runner.status.isServing()) {
        return false;
      }
    }
    return true;
  }
}
