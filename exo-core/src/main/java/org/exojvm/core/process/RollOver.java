package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.GenerationObserved;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.core.reconcile.SpecMatch;
import org.exojvm.core.state.State;

/**
 * Takes away what backs an intent and no longer should: all of it while the intent is paused, and
 * after an edit what is not what it asks for now. What still is stays: a wish that changes nothing
 * must not cost a load.
 */
final class RollOver {

  private final State state;
  private final MemoryPolicy policy;
  private final IdSequence ids;

  RollOver(State state, MemoryPolicy policy, IdSequence ids) {
    this.state = state;
    this.policy = policy;
    this.ids = ids;
  }

  /** Returns whether there may be something to do for an intent that something backs or not. */
  static boolean concerns(MetaInstance intent, boolean backed) {
    return intent.spec().generation() != intent.status().observedGeneration()
        || (backed && intent.status().paused());
  }

  /** Returns the events for one intent. */
  ImmutableList<Event> events(MetaInstance intent, List<Instance> backing) {
    ImmutableList.Builder<Event> events = ImmutableList.builder();
    List<String> done = new ArrayList<>();
    for (Instance instance : backing) {
      Optional<String> reason =
          intent.status().paused()
              ? Optional.of("the intent is paused")
              : SpecMatch.mismatch(intent, instance, state, policy);
      reason.ifPresent(
          why -> events.add(new InstanceDeleted(ids.nextEventId(), instance.instanceId(), null)));
      done.add(
          reason
              .map(why -> "instance %s is taken away: %s".formatted(instance.instanceId(), why))
              .orElse(
                  "instance %s is kept: it is what is asked for".formatted(instance.instanceId())));
    }
    if (intent.spec().generation() != intent.status().observedGeneration()) {
      events.add(
          new GenerationObserved(
              ids.nextEventId(),
              intent.id(),
              intent.spec().generation(),
              done.isEmpty() ? "nothing backs it yet" : String.join("; ", done)));
    }
    return events.build();
  }
}
