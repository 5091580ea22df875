package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

  /** Measurements that some master may still take in; the oldest go first. */
  private static final int MAX_UNDERWAY = 100_000;

  /** What was true when a node measured, and where a log tells of it. */
  record Measurement(GatheredInfo info, Memory free, ImmutableSet<RunnerId> holders, long idx) {

    Measurement at(long told) {
      return new Measurement(info, free, holders, told);
    }
  }

  private final Map<Integer, Measurement> made = new HashMap<>();
  private final LinkedHashMap<EventId, Measurement> underway = new LinkedHashMap<>();
  private final Set<RunnerId> alive = new HashSet<>();
  private final Set<RunnerId> placed = new HashSet<>();

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
        machine.index,
        new Measurement(info, machine.memory().ramAvailable(), machine.holders(), -1));
  }

  /** Notes that a node reports something: the last measurement, or else nothing of interest. */
  @SuppressWarnings("ReferenceEquality") // an earlier one may have said the same
  void reported(Machine machine, Event event) {
    Measurement last = made.get(machine.index);
    if (last != null && event instanceof NodeGatheredInfo report && report.info() == last.info()) {
      underway.put(event.eventId(), last);
      if (underway.size() > MAX_UNDERWAY) {
        underway.pollFirstEntry();
      }
    }
  }

  /** A mastership begins; it knows the measurements of the one before that its log tells of. */
  void opened(Chapter opened) {
    Chapter before = opened.before;
    if (before != null) {
      before.measured.forEach(
          (node, measurement) -> {
            Long told = opened.state().lastMemoryEventIndexByNode().get(node);
            if (told != null && told == measurement.idx()) {
              opened.measured.put(node, measurement);
            }
          });
    }
  }

  void check(Chapter chapter, Event event) {
    if (event instanceof NodeGatheredInfo gathered) {
      Measurement known = underway.get(gathered.eventId());
      if (known != null) {
        chapter.measured.put(gathered.nodeId(), known.at(chapter.lastIdx() + 1));
      }
    } else if (event instanceof InstanceCreated created) {
      created
          .instance()
          .shardAssignments()
          .nodeToRunner()
          .forEach((node, runner) -> admitted(chapter, created, node, runner));
    }
  }

  /** What another master has placed, and this one takes over, has been admitted there. */
  private void admitted(Chapter chapter, InstanceCreated created, NodeId node, RunnerId runner) {
    State before = chapter.state();
    Measurement measured = chapter.measured.get(node);
    boolean isTakenOver = !placed.add(runner);
    if (isTakenOver || (measured == null && before.nodeMemory().containsKey(node))) {
      return;
    }
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
