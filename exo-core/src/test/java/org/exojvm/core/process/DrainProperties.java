package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.node;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.core.event.AvailabilityEvent.NodeDrained;
import org.exojvm.core.event.AvailabilityEvent.NodeUndrained;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.reconcile.TestCluster;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * Goal: whatever is drained and taken back while runners come up when they like, one intent at a
 * time is without service for it, and in the end a drained node has only what fits nowhere else.
 */
class DrainProperties {

  private static final EventId EVENT = EventId.of("e");
  private static final List<String> NODES = List.of("a", "b", "c", "d");

  private record Step(int kind, int intent, String node) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(NODES))
        .as(Step::new)
        .list()
        .ofMaxSize(30);
  }

  @Property(tries = 200)
  void oneIntentAtATimeIsMovedAndWhatStaysHasAReason(@ForAll("steps") List<Step> steps) {
    World world = new World();
    steps.forEach(world::play);
    for (int tick = 0; tick < 60; tick++) {
      world.ready();
      world.tick();
    }
    State state = world.cluster.state();
    for (Instance instance : state.instances().values()) {
      for (NodeId on : instance.shardAssignments().nodeToRunner().keySet()) {
        if (state.drains().containsKey(on)) {
          assertThat(state.drains().asMap().values())
              .as("why %s stays", instance.instanceId())
              .anyMatch(drain -> drain.notMoved().containsKey(instance.instanceId()));
        }
      }
    }
    for (MetaInstance intent : state.metaInstances().values()) {
      long offered = NODES.stream().filter(name -> !state.drains().containsKey(node(name))).count();
      Instance backing = World.backing(state, intent.id());
      if (intent.spec().minNodes() <= offered) {
        assertThat(backing).isNotNull();
        assertThat(backing.shardAssignments().nodeToRunner().keySet())
            .noneMatch(state.drains()::containsKey);
      }
    }
  }

  /**
   * A cluster whose runners come up when they are told to, and stop as soon as nobody wants them.
   */
  private static final class World {

    private final TestCluster cluster = TestCluster.connected("a", "b", "c", "d");
    private final IntentRun intents = new IntentRun(cluster);
    private final ManagerRun<CleanerMemory> cleaner =
        new ManagerRun<>(new CleanerManager(), cluster);
    private @Nullable MetaInstanceId moved;
    private int sinceMove;

    void play(Step step) {
      switch (step.kind()) {
        case 0, 1 -> declare("m" + step.intent(), 1 + step.intent() % 3);
        case 2 -> cluster.apply(new NodeDrained(EVENT, node(step.node()), "test"));
        case 3 -> cluster.apply(new NodeUndrained(EVENT, node(step.node())));
        case 4 -> ready();
        default -> {
          // Time passes.
        }
      }
      tick();
    }

    private void declare(String id, int minNodes) {
      if (!cluster.state().metaInstances().containsKey(MetaInstanceId.of(id))) {
        MetaInstance plain = intent(id);
        cluster.declare(plain.withSpec(plain.spec().withMinNodes(minNodes)));
      }
    }

    void ready() {
      for (Instance instance : cluster.state().instances().values()) {
        for (RunnerId runner : instance.shardAssignments().runnerToShard().keySet()) {
          cluster.report(runner, new RunnerReady());
        }
      }
    }

    void tick() {
      sinceMove++;
      stopUnwanted();
      cleaner.tick();
      State before = cluster.state();
      note(before, intents.tick().events());
      while (!intents.outstanding().isEmpty()) {
        State now = cluster.state();
        note(now, intents.answerNext().events());
      }
    }

    private void note(State before, ImmutableList<Event> events) {
      for (Event event : events) {
        if (event instanceof InstanceDeleted deleted) {
          assertThat(moved == null || isOver(before, moved)).as("the last move is over").isTrue();
          moved =
              ImmutableList.copyOf(before.instances().values()).stream()
                  .filter(instance -> instance.instanceId().equals(deleted.instanceId()))
                  .map(Instance::metaInstanceId)
                  .findFirst()
                  .orElseThrow();
          sinceMove = 0;
        }
      }
    }

    private boolean isOver(State state, MetaInstanceId intent) {
      Instance instance = backing(state, intent);
      return instance == null
          ? sinceMove >= MovesOfRound.REFUSAL_TICKS
          : instance.shardAssignments().runnerToShard().keySet().stream()
              .allMatch(runner -> state.runners().get(runner) instanceof RunnerReady);
    }

    static @Nullable Instance backing(State state, MetaInstanceId intent) {
      for (Instance instance : state.instances().values()) {
        if (intent.equals(instance.metaInstanceId())) {
          return instance;
        }
      }
      return null;
    }

    private void stopUnwanted() {
      State state = cluster.state();
      for (Map.Entry<RunnerId, RunnerBinding> bound :
          ImmutableList.copyOf(state.runnerBindings().entries())) {
        if (!state.instances().containsKey(bound.getValue().instanceId())) {
          cluster.report(bound.getKey(), new RunnerShutdown());
        }
      }
    }
  }
}
