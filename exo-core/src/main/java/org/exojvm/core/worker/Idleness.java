package org.exojvm.core.worker;

import com.google.common.collect.ImmutableSet;
import org.exojvm.api.id.ModelId;
import org.exojvm.core.state.State;

/**
 * Whether a worker would decide the same again: it had nothing to do when it planned last, and
 * nothing a plan looks at has changed since. Parts of State are compared by identity, which an
 * event that changes nothing keeps.
 */
final class Idleness {

  private State planned = State.empty();
  private ImmutableSet<ModelId> deferredDownloads = ImmutableSet.of();
  private boolean disturbed = true;

  /** A plan has been made, and there was nothing to do, or there was. */
  void planned(State state, ImmutableSet<ModelId> deferred, boolean acted) {
    planned = state;
    deferredDownloads = deferred;
    disturbed = acted;
  }

  /** Something else than State has changed. */
  void disturb() {
    disturbed = true;
  }

  @SuppressWarnings("ReferenceEquality")
  boolean wouldDecideTheSame(State now, ImmutableSet<ModelId> deferred) {
    return !disturbed
        && planned.instances() == now.instances()
        && planned.runners() == now.runners()
        && planned.runnerBindings() == now.runnerBindings()
        && planned.tasks() == now.tasks()
        && planned.downloads() == now.downloads()
        && deferredDownloads.equals(deferred);
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
