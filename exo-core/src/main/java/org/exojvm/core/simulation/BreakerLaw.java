package org.exojvm.core.simulation;

import com.google.common.collect.LinkedListMultimap;
import java.util.HashMap;
import java.util.Map;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.AvailabilityEvent.BreakerOpened;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.process.BreakerConfig;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * S5: a rank's failure charges only its own breaker. The engines tell here what really fell, and
 * what fell with it; a breaker may open only for a node whose own runners of this model have
 * failed, or held up their instance, as often as that takes.
 */
final class BreakerLaw {

  private record Key(NodeId node, ModelId model) {}

  private record Opening(SessionId session, Key key) {}

  private final Map<Key, Integer> own = new HashMap<>();

  /** Failures there had been when a master last opened a breaker: it counts from there. */
  private final Map<Opening, Integer> atOpening = new HashMap<>();

  /** What the present step has opened. */
  private final LinkedListMultimap<SessionId, BreakerOpened> opened = LinkedListMultimap.create();

  /** Notes that a runner has failed for a cause of its own. */
  void failed(NodeId node, ModelId model) {
    own.merge(new Key(node, model), 1, Integer::sum);
  }

  /** Whether a runner fell because its group did, in the words of the simulated engine. */
  static boolean fellWithItsGroup(@Nullable String message) {
    return message != null
        && (message.startsWith("lost rank ")
            || message.startsWith("rank ")
            || message.startsWith("Round "));
  }

  void check(Chapter chapter, Event event) {
    State before = chapter.state();
    switch (event) {
      case InstanceRetrying retrying -> heldUp(before, retrying.instanceId());
      case InstanceDeleted deleted when deleted.failureError() != null ->
          heldUp(before, deleted.instanceId());
      case BreakerOpened breaker -> opened.put(chapter.session, breaker);
      default -> {
        // Says nothing about who is to blame.
      }
    }
  }

  /**
   * Those that neither serve nor have ended hold their instance up, whatever the reason; once one
   * has ended so do those that go on serving, for the group has to come down.
   */
  private void heldUp(State before, InstanceId id) {
    Instance instance = before.instances().get(id);
    if (instance == null) {
      return;
    }
    Map<NodeId, RunnerId> ranks = instance.shardAssignments().nodeToRunner();
    boolean comesDown =
        ranks.values().stream().anyMatch(runner -> hasEnded(before.runners().get(runner)));
    for (Map.Entry<NodeId, RunnerId> rank : ranks.entrySet()) {
      RunnerStatus status = before.runners().get(rank.getValue());
      boolean serves = status instanceof RunnerStatus.RunnerReady && !comesDown;
      if (!serves && !hasEnded(status)) {
        failed(rank.getKey(), instance.shardAssignments().modelId());
      }
    }
  }

  private static boolean hasEnded(@Nullable RunnerStatus status) {
    return status != null && status.isTerminal();
  }

  /** A master has decided: what holds an instance up is told behind the breaker it opens. */
  void endOfStep() {
    opened.forEach(this::opened);
    opened.clear();
  }

  private void opened(SessionId session, BreakerOpened event) {
    Key key = new Key(event.nodeId(), event.modelId());
    int failures = own.getOrDefault(key, 0);
    Integer before = atOpening.put(new Opening(session, key), failures);
    int since = failures - (before == null ? 0 : before);
    if (since < BreakerConfig.defaults().failures()) {
      throw new BrokenRuleException(
          "S5",
          "Node %s is not offered for %s any more (%s), but only %d of its own runners have failed it."
              .formatted(event.nodeId(), event.modelId(), event.reason(), since));
    }
  }
}
