package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.Map;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceDeleted;
import org.exojvm.core.state.State;

/**
 * S1: at most one live instance backs an intent. S2: no acknowledged intent is lost, no deleted one
 * comes back. The client asks for one thing at a time per intent, so what must be is known exactly.
 */
final class IntentLaw {

  private enum Known {
    CREATING,
    PRESENT,
    DELETING,
    ABSENT
  }

  private final Map<MetaInstanceId, Known> known = new HashMap<>();
  private final Map<MetaInstanceId, InstanceId> backing = new HashMap<>();
  private final Map<InstanceId, MetaInstanceId> backed = new HashMap<>();

  void creating(MetaInstanceId intent) {
    known.put(intent, Known.CREATING);
  }

  void deleting(MetaInstanceId intent) {
    known.put(intent, Known.DELETING);
  }

  /** Notes the answer to what was asked last, and looks whether it is true. */
  void answered(MetaInstanceId intent, boolean accepted, State state) {
    boolean creating = known.get(intent) == Known.CREATING;
    boolean present = creating == accepted;
    known.put(intent, present ? Known.PRESENT : Known.ABSENT);
    checkPresence(intent, state);
  }

  /** Compares all intents with a State. */
  void checkAll(State state) {
    known.keySet().forEach(intent -> checkPresence(intent, state));
    for (MetaInstanceId intent : ImmutableSet.copyOf(state.metaInstances().keys())) {
      if (!known.containsKey(intent)) {
        throw new BrokenRuleException("S2", "Nobody declared intent " + intent + ".");
      }
    }
  }

  private void checkPresence(MetaInstanceId intent, State state) {
    boolean present = state.metaInstances().containsKey(intent);
    if (known.get(intent) == Known.PRESENT && !present) {
      throw new BrokenRuleException("S2", "The acknowledged intent " + intent + " is lost.");
    }
    if (known.get(intent) == Known.ABSENT && present) {
      throw new BrokenRuleException("S2", "The deleted intent " + intent + " is there.");
    }
  }

  void check(Event event) {
    switch (event) {
      case InstanceCreated created -> created(created);
      case InstanceDeleted deleted -> deleted(deleted.instanceId());
      case MetaInstanceCreated created ->
          expect(created.metaInstance().id(), Known.CREATING, "is created");
      case MetaInstanceDeleted deleted ->
          expect(deleted.metaInstanceId(), Known.DELETING, "is deleted");
      default -> {
        // Says nothing about intents and what backs them.
      }
    }
  }

  private void expect(MetaInstanceId intent, Known wanted, String what) {
    if (known.get(intent) != wanted) {
      throw new BrokenRuleException(
          "S2",
          "Intent %s %s, but what the client knows is %s."
              .formatted(intent, what, known.get(intent)));
    }
  }

  private void created(InstanceCreated event) {
    MetaInstanceId intent = event.instance().metaInstanceId();
    if (intent != null) {
      InstanceId id = event.instance().instanceId();
      InstanceId other = backing.putIfAbsent(intent, id);
      if (other != null) {
        throw new BrokenRuleException(
            "S1", "Instance %s backs intent %s, as %s does.".formatted(id, intent, other));
      }
      backed.put(id, intent);
    }
  }

  private void deleted(InstanceId instance) {
    MetaInstanceId intent = backed.remove(instance);
    if (intent != null) {
      backing.remove(intent);
    }
  }
}
