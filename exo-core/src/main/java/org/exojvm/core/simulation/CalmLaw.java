package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.reconcile.Reconciliation;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * What must hold when the cluster has been left in peace for {@link Weather#CALM_MILLIS}. L1: every
 * intent that can be placed serves. L2: every other one says why, with numbers. L3: nothing is
 * reported any more but heartbeats. L4: there is one master, and every node follows it and has
 * caught up.
 */
final class CalmLaw {

  /** How long nothing but heartbeats must have come. */
  static final long QUIET_MILLIS = 120_000;

  private final SimulatedCluster cluster;
  private long lastNewsMillis;
  private @Nullable Event lastNews;
  private int passed;

  CalmLaw(SimulatedCluster cluster) {
    this.cluster = cluster;
  }

  int passed() {
    return passed;
  }

  void check(Event event) {
    if (!(event instanceof NodeGatheredInfo)) {
      lastNewsMillis = cluster.clock().nowMillis();
      lastNews = event;
    }
  }

  /** Looks at the cluster at the end of a calm. */
  void endOfCalm() {
    SimulatedMaster master = master();
    State state = master.logState();
    cluster.laws().intents().checkAll(state);
    Set<MetaInstanceId> served = served(state);
    for (MetaInstance intent : state.metaInstances().values()) {
      if (!served.contains(intent.id())) {
        unserved(state, intent);
      }
    }
    long quietMillis = cluster.clock().nowMillis() - lastNewsMillis;
    if (quietMillis < QUIET_MILLIS) {
      throw new BrokenRuleException(
          "L3",
          "After a calm of %d s there was still news %d ms ago: %s"
              .formatted(Weather.CALM_MILLIS / 1_000, quietMillis, lastNews));
    }
    cluster.machines().forEach(machine -> caughtUp(machine, state));
    passed++;
  }

  /** Returns the one master, which everybody obeys. */
  private SimulatedMaster master() {
    List<SimulatedMaster> masters = cluster.masters();
    if (masters.size() != 1) {
      throw new BrokenRuleException(
          "L4", "After a calm there are %d masters: %s".formatted(masters.size(), views()));
    }
    SimulatedMaster master = masters.getFirst();
    for (Machine machine : cluster.machines()) {
      SimulatedNode node = machine.node();
      if (node != null && !master.session().equals(node.election().session())) {
        throw new BrokenRuleException(
            "L4",
            "After a calm node %s does not follow %s: %s"
                .formatted(node.id(), master.session(), views()));
      }
    }
    return master;
  }

  private List<String> views() {
    return cluster.machines().stream()
        .map(Machine::node)
        .filter(Objects::nonNull)
        .map(node -> node.id() + " " + node.election())
        .toList();
  }

  private void caughtUp(Machine machine, State state) {
    SimulatedNode node = machine.node();
    if (node != null
        && !state.instances().asMap().keySet().containsAll(node.runners().instances())) {
      throw new BrokenRuleException(
          "S3",
          "After a calm runners live on node %s whose instances are none of %s: %s"
              .formatted(
                  node.id(), state.instances().asMap().keySet(), node.runners().instances()));
    }
    if (node == null || !state.topology().contains(node.id())) {
      throw new BrokenRuleException(
          "L3", "Machine %d takes no part after a calm.".formatted(machine.index));
    }
    // A heartbeat may be on its way.
    long behind = state.lastEventAppliedIdx() - node.state().lastEventAppliedIdx();
    if (behind > cluster.machines().size()) {
      throw new BrokenRuleException(
          "L3", "Node %s is %d events behind after a calm.".formatted(node.id(), behind));
    }
  }

  private static Set<MetaInstanceId> served(State state) {
    Set<MetaInstanceId> served = new HashSet<>();
    for (Instance instance : state.instances().values()) {
      MetaInstanceId intent = instance.metaInstanceId();
      if (intent != null && allReady(state, instance)) {
        served.add(intent);
      }
    }
    return served;
  }

  private static boolean allReady(State state, Instance instance) {
    for (RunnerId runner : instance.shardAssignments().runnerToShard().keySet()) {
      if (!(state.runners().get(runner) instanceof RunnerStatus.RunnerReady)) {
        return false;
      }
    }
    return true;
  }

  private void unserved(State state, MetaInstance intent) {
    switch (placed(state, intent)) {
      case PlacementResult.Placed _ ->
          throw new BrokenRuleException(
              "L1",
              "Intent %s fits and is not served after a calm: %s; its instances: %s"
                  .formatted(intent.id(), intent.status(), backing(state, intent.id())));
      case PlacementResult.Unplaceable(PlacementRefusal refusal, _, _) -> told(intent, refusal);
    }
  }

  /** The State says which refusal it is, and who was not offered; the refusal has the numbers. */
  private static void told(MetaInstance intent, PlacementRefusal refusal) {
    String told = intent.status().placementError();
    if (told == null
        || !told.startsWith(refusal.referenceText())
        || refusal.detail().chars().noneMatch(Character::isDigit)) {
      throw new BrokenRuleException(
          "L2",
          "Intent %s does not fit because of \"%s\", and says: %s"
              .formatted(intent.id(), refusal, intent.status()));
    }
  }

  private PlacementResult placed(State state, MetaInstance intent) {
    MasterConfig config = cluster.masterConfig();
    PlacementRequest request =
        Reconciliation.placementRequestFor(
            intent,
            cluster.workload().cardOf(intent.spec().modelId()),
            state,
            config.memory(),
            new IdSequence("calm").nextPlacementIds());
    String strategy = intent.spec().strategy();
    return cluster
        .strategies()
        .place(
            strategy == null ? config.defaultStrategy() : strategy,
            request.withSearchBudget(config.placementBudget()).withHardware(config.hardware()));
  }

  private static ImmutableSet<String> backing(State state, MetaInstanceId intent) {
    ImmutableSet.Builder<String> found = ImmutableSet.builder();
    for (Instance instance : state.instances().values()) {
      if (intent.equals(instance.metaInstanceId())) {
        ImmutableMap.Builder<RunnerId, String> runners = ImmutableMap.builder();
        for (RunnerId runner : instance.shardAssignments().runnerToShard().keySet()) {
          runners.put(runner, String.valueOf(state.runners().get(runner)));
        }
        found.add(instance.instanceId() + " " + runners.buildOrThrow());
      }
    }
    return found.build();
  }
}
