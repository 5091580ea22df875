package org.exojvm.core.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.state.State;

/**
 * D6: an instance that serves is taken over by a master that does not know it, and not started
 * anew, when its intent has nothing else there. Looked at for instances of one node, which need
 * nobody else to come along.
 */
final class TakeOverLaw {

  /** Another instance that was there a moment ago may have been reason enough. */
  private static final long RECENT_MILLIS = 60_000;

  private final SimulationClock clock;
  private final Chapters chapters;
  private final Map<InstanceId, Set<SessionId>> deleted = new HashMap<>();
  private final Map<MetaInstanceId, Long> lostMillis = new HashMap<>();

  TakeOverLaw(SimulationClock clock, Chapters chapters) {
    this.clock = clock;
    this.chapters = chapters;
  }

  void check(Chapter chapter, Event event) {
    if (event instanceof InstanceDeleted gone) {
      deleted.computeIfAbsent(gone.instanceId(), _ -> new HashSet<>()).add(chapter.session);
      Instance instance = chapter.state().instances().get(gone.instanceId());
      if (instance != null && instance.metaInstanceId() != null) {
        lostMillis.put(instance.metaInstanceId(), clock.nowMillis());
      }
    }
  }

  /** A node stops a runner. */
  void stopping(SimulatedNode node, NodeRunners.Life life) {
    Instance instance = life.bound.instance();
    MetaInstanceId intent = instance.metaInstanceId();
    State state = node.state();
    if (life.isServing()
        && intent != null
        && instance.shardAssignments().nodeToRunner().size() == 1
        && state.metaInstances().containsKey(intent)
        && !isBacked(state, intent)
        && !wasDeleted(state, instance.instanceId())) {
      throw new BrokenRuleException(
          "D6",
          "Node %s stops a runner of %s, which serves intent %s, and nothing else does."
              .formatted(node.id(), instance.instanceId(), intent));
    }
  }

  private boolean isBacked(State state, MetaInstanceId intent) {
    Long lost = lostMillis.get(intent);
    return (lost != null && clock.nowMillis() - lost < RECENT_MILLIS)
        || state.instances().asMap().values().stream()
            .anyMatch(other -> intent.equals(other.metaInstanceId()));
  }

  private boolean wasDeleted(State state, InstanceId instance) {
    Set<SessionId> sessions = deleted.getOrDefault(instance, Set.of());
    for (Chapter chapter = chapters.of(state); chapter != null; chapter = chapter.before) {
      if (sessions.contains(chapter.session)) {
        return true;
      }
    }
    return false;
  }
}
