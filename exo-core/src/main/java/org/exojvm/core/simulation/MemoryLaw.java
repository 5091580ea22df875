package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardWeights;
import org.exojvm.api.model.Memory;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;

/**
 * S4: no reservation exceeds what was free when it was admitted. Reckoned from what the machine
 * really had when it measured and which runners held memory then, not from what State says of it.
 */
final class MemoryLaw {

  /** Measurements on their way to the master, or lost on it. */
  private static final int MAX_UNDERWAY = 1_000_000;

  private record Measurement(GatheredInfo info, Memory free, ImmutableSet<RunnerId> holders) {}

  private final Map<Integer, Measurement> made = new HashMap<>();
  private final Map<EventId, Measurement> underway = new HashMap<>();
  private final Map<NodeId, Measurement> latest = new HashMap<>();
  private final Set<RunnerId> alive = new HashSet<>();

  /** Notes that the process of a runner has begun. */
  void began(RunnerId runner) {
    alive.add(runner);
  }

  /** Notes that it has ended. */
  void ended(RunnerId runner) {
    alive.remove(runner);
  }

  /** Notes what is true at the moment of a measurement. */
  void measured(GatheredInfo info, Machine machine) {
    made.put(
        machine.index, new Measurement(info, machine.memory().ramAvailable(), machine.holders()));
  }

  /** Notes that a node reports something: the last measurement, or else nothing of interest. */
  @SuppressWarnings("ReferenceEquality") // an earlier one may have said the same
  void reported(Machine machine, Event event) {
    Measurement last = made.get(machine.index);
    if (last != null && event instanceof NodeGatheredInfo report && report.info() == last.info()) {
      if (underway.size() >= MAX_UNDERWAY) {
        throw new IllegalStateException(
            underway.size() + " measurements never came to the master.");
      }
      underway.put(event.eventId(), last);
    }
  }

  void check(State before, Event event) {
    if (event instanceof NodeGatheredInfo gathered) {
      Measurement known = underway.remove(gathered.eventId());
      if (known != null) {
        latest.put(gathered.nodeId(), known);
      }
    } else if (event instanceof InstanceCreated created) {
      created
          .instance()
          .shardAssignments()
          .nodeToRunner()
          .forEach((node, runner) -> admitted(before, created, node, runner));
    }
  }

  private void admitted(State before, InstanceCreated created, NodeId node, RunnerId runner) {
    Measurement measured = latest.get(node);
    Memory free = measured == null ? Memory.ZERO : measured.free();
    for (Map.Entry<RunnerId, RunnerBinding> bound : before.runnerBindings().entries()) {
      if (bound.getValue().nodeId().equals(node) && mayUseMemory(before, bound)) {
        free = free.minus(bound.getValue().cache());
        if (measured == null || !measured.holders().contains(bound.getKey())) {
          free = free.minus(bound.getValue().weights());
        }
      }
    }
    ShardMetadata shard = created.instance().shardAssignments().runnerToShard().get(runner);
    if (shard == null) {
      throw new BrokenRuleException("S4", "Runner " + runner + " has no shard.");
    }
    Memory share = ShardWeights.of(shard).plus(created.cache().ofShard(shard));
    if (share.compareTo(free) > 0) {
      throw new BrokenRuleException(
          "S4",
          "Runner %s is promised %d bytes on node %s, where %d were free; last measured: %s; State: %s, %s"
              .formatted(
                  runner,
                  share.inBytes(),
                  node,
                  free.inBytes(),
                  measured,
                  before.nodeMemory().get(node),
                  bindingsOn(before, node)));
    }
  }

  /** A runner whose instance is gone uses memory until it has ended; then it is only a record. */
  private boolean mayUseMemory(State before, Map.Entry<RunnerId, RunnerBinding> bound) {
    return before.instances().containsKey(bound.getValue().instanceId())
        || alive.contains(bound.getKey());
  }

  private static Map<RunnerId, RunnerBinding> bindingsOn(State state, NodeId node) {
    return Maps.filterValues(
        state.runnerBindings().asMap(), binding -> binding.nodeId().equals(node));
  }
}
