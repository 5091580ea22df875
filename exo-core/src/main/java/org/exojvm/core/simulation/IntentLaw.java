package org.exojvm.core.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceDeleted;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * S1: at most one live instance backs an intent in a mastership. S2: no acknowledged intent is
 * lost, no deleted one comes back; a deletion on any side of a split wins over declarations of its
 * generation and earlier ones.
 *
 * <p>A client asks for one thing at a time per intent and lets it come to rest before the next, so
 * it is known what a master may do. Within one log the law holds at every event and at every start
 * of a master; across logs at the end of every calm, when all have been merged.
 */
final class IntentLaw {

  /** What is known of one intent. */
  private static final class Known {
    boolean isWanted;

    /** Highest generation whose declaration was acknowledged. */
    long acknowledged = NONE;

    /** Where that is in a log. */
    @Nullable Chapter chapter;

    long idx;

    /** Highest generation that a master has declared, whether or not the client knows. */
    long declared = NONE;

    /** Highest generation that a master has deleted. */
    long deleted = NONE;
  }

  private static final long NONE = -1;

  private final Map<MetaInstanceId, Known> known = new HashMap<>();

  void creating(MetaInstanceId intent) {
    known.computeIfAbsent(intent, _ -> new Known()).isWanted = true;
  }

  void deleting(MetaInstanceId intent) {
    known.computeIfAbsent(intent, _ -> new Known()).isWanted = false;
  }

  /** A declaration or a deletion is acknowledged, at the end of a chapter. */
  void acknowledged(MetaInstanceId intent, boolean isThere, Chapter chapter) {
    State state = chapter.state();
    MetaInstance found = state.metaInstances().get(intent);
    if (isThere && found == null) {
      throw new BrokenRuleException(
          "S2", "The declaration of " + intent + " is acknowledged, and it is not there.");
    }
    if (!isThere && found != null) {
      throw new BrokenRuleException(
          "S2", "The deletion of " + intent + " is acknowledged, and it is there.");
    }
    Known of = known.get(intent);
    if (of != null && found != null && found.spec().generation() >= of.acknowledged) {
      of.acknowledged = found.spec().generation();
      of.chapter = chapter;
      of.idx = state.lastEventAppliedIdx();
    }
  }

  /** Compares what a log holds at the start of a mastership with what it must hold. */
  void opened(Chapter opened) {
    State state = opened.state();
    known.forEach(
        (intent, of) -> {
          if (of.acknowledged > of.deleted
              && of.chapter != null
              && opened.has(of.chapter, of.idx)) {
            requirePresent(intent, state);
          }
          if (opened.hasDeleted(intent, of.declared)) {
            requireAbsent(intent, state);
          }
        });
  }

  /** Compares all intents with the State that everybody agrees on. */
  void checkAll(State state) {
    known.forEach(
        (intent, of) -> {
          if (of.acknowledged > of.deleted) {
            requirePresent(intent, state);
          } else if (of.deleted >= of.declared) {
            requireAbsent(intent, state);
          }
        });
    for (MetaInstanceId intent : state.metaInstances().keys()) {
      if (!known.containsKey(intent)) {
        throw new BrokenRuleException("S2", "Nobody declared intent " + intent + ".");
      }
    }
  }

  private static void requirePresent(MetaInstanceId intent, State state) {
    if (!state.metaInstances().containsKey(intent)) {
      throw new BrokenRuleException("S2", "The acknowledged intent " + intent + " is lost.");
    }
  }

  private static void requireAbsent(MetaInstanceId intent, State state) {
    if (state.metaInstances().containsKey(intent)) {
      throw new BrokenRuleException("S2", "The deleted intent " + intent + " is there.");
    }
  }

  /** A disk is gone; what none of the others holds nobody can know any more. */
  void diskLost(List<State> others) {
    known.forEach(
        (intent, of) -> {
          long held = NONE;
          long buried = NONE;
          for (State state : others) {
            MetaInstance found = state.metaInstances().get(intent);
            held = Math.max(held, found == null ? NONE : found.spec().generation());
            buried = Math.max(buried, state.tombstones().generationOf(intent));
          }
          if (held < of.acknowledged) {
            of.acknowledged = NONE;
          }
          if (buried < of.deleted && held <= of.deleted) {
            of.acknowledged = of.acknowledged > of.deleted ? of.acknowledged : NONE;
            of.deleted = buried;
          }
        });
  }

  /** Looks at an event of a master; {@code isNew} when it was decided just now. */
  void check(Chapter chapter, Event event, boolean isNew) {
    switch (event) {
      case InstanceCreated created -> created(chapter.state(), created);
      case MetaInstanceCreated created -> declared(chapter, created.metaInstance(), isNew);
      case MetaInstanceDeleted deleted -> deleted(chapter, deleted, isNew);
      default -> {
        // Says nothing about intents and what backs them.
      }
    }
  }

  private static void created(State before, InstanceCreated event) {
    MetaInstanceId intent = event.instance().metaInstanceId();
    if (intent == null) {
      return;
    }
    InstanceId id = event.instance().instanceId();
    for (Instance other : before.instances().values()) {
      if (intent.equals(other.metaInstanceId()) && !other.instanceId().equals(id)) {
        throw new BrokenRuleException(
            "S1",
            "Instance %s backs intent %s, as %s does.".formatted(id, intent, other.instanceId()));
      }
    }
  }

  private void declared(Chapter chapter, MetaInstance declared, boolean isNew) {
    Known of = known.get(declared.id());
    long generation = declared.spec().generation();
    boolean isMerge =
        of != null && generation <= of.declared && !chapter.hasDeleted(declared.id(), generation);
    if (of == null || (isNew && !of.isWanted && !isMerge)) {
      throw new BrokenRuleException(
          "S2", "Intent %s is declared, which nobody wants.".formatted(declared.id()));
    }
    of.declared = Math.max(of.declared, generation);
  }

  private void deleted(Chapter chapter, MetaInstanceDeleted event, boolean isNew) {
    MetaInstanceId intent = event.metaInstanceId();
    Known of = known.get(intent);
    MetaInstance present = chapter.state().metaInstances().get(intent);
    long generation =
        Math.max(event.generation(), present == null ? NONE : present.spec().generation());
    if (of == null || generation < 0) {
      return;
    }
    if (isNew && of.isWanted && generation > of.deleted) {
      throw new BrokenRuleException(
          "S2", "Intent %s is deleted, which nobody wants.".formatted(intent));
    }
    of.deleted = Math.max(of.deleted, generation);
    chapter.deleted(intent, generation);
  }
}
