package org.exojvm.core.process;

import static org.exojvm.core.reconcile.Fixtures.MODEL;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.core.process.Effect.LoadModelCard;
import org.exojvm.core.process.Effect.SearchPlacements;
import org.exojvm.core.reconcile.Fixtures;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.reconcile.TestCluster;

/** Runs the manager of intents; effects are kept until the test has them answered. */
final class IntentRun {

  static final int BUDGET = 1_000;

  private final TestCluster cluster;
  private final MetaInstanceManager manager =
      new MetaInstanceManager(
          PlacementSettings.of(ImmutableList.of(FirstNodes.NAME, "other"), FirstNodes.NAME)
              .withSearchBudget(BUDGET)
              .withMemory(MemoryPolicy.NONE));
  private final Deque<Effect> outstanding = new ArrayDeque<>();
  private PlacementStrategy strategy = new FirstNodes();
  private MetaInstanceMemory memory = manager.initialMemory();
  private long tick;
  private long cardGib = 1;
  private int step;

  IntentRun(TestCluster cluster) {
    this.cluster = cluster;
  }

  @CanIgnoreReturnValue
  IntentRun strategy(PlacementStrategy value) {
    strategy = value;
    return this;
  }

  @CanIgnoreReturnValue
  IntentRun cardOf(long gib) {
    cardGib = gib;
    return this;
  }

  /** One tick; effects stay outstanding. */
  @CanIgnoreReturnValue
  Round<MetaInstanceMemory> tick() {
    tick++;
    return take(manager.reconcile(cluster.state(), memory, now()));
  }

  /** Several ticks; all effects they started. */
  @CanIgnoreReturnValue
  List<Effect> ticks(int count) {
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      effects.addAll(tick().effects());
    }
    return effects;
  }

  @CanIgnoreReturnValue
  Round<MetaInstanceMemory> request(String intent) {
    return take(
        manager.requestPlacement(cluster.state(), memory, now(), MetaInstanceId.of(intent)));
  }

  @CanIgnoreReturnValue
  Round<MetaInstanceMemory> cardFails(String reason) {
    outstanding.removeIf(LoadModelCard.class::isInstance);
    return take(manager.cardFailed(cluster.state(), memory, now(), MODEL, reason));
  }

  @CanIgnoreReturnValue
  Round<MetaInstanceMemory> cardTimesOut() {
    outstanding.removeIf(LoadModelCard.class::isInstance);
    return take(manager.cardTimedOut(cluster.state(), memory, now(), MODEL));
  }

  /** Answers everything outstanding, and what that starts. */
  @CanIgnoreReturnValue
  IntentRun answerAll() {
    while (!outstanding.isEmpty()) {
      answer(outstanding.removeFirst());
    }
    return this;
  }

  /** Answers what has been outstanding for longest. */
  @CanIgnoreReturnValue
  Round<MetaInstanceMemory> answerNext() {
    return answer(outstanding.removeFirst());
  }

  @CanIgnoreReturnValue
  Round<MetaInstanceMemory> answer(Effect effect) {
    return switch (effect) {
      case LoadModelCard load ->
          take(
              manager.cardLoaded(
                  cluster.state(), memory, now(), load.modelId(), Fixtures.card(cardGib)));
      case SearchPlacements round ->
          take(
              manager.placementsFound(
                  cluster.state(),
                  memory,
                  now(),
                  round,
                  PlacementRound.run(PlacementStrategies.of(List.of(strategy)), round.searches())));
      case Effect _ -> throw new AssertionError("Not of this manager: " + effect);
    };
  }

  /** Answers a round whose time was over after its first search. */
  @CanIgnoreReturnValue
  Round<MetaInstanceMemory> answerFirstOnly(SearchPlacements round) {
    PlacementStrategies strategies = PlacementStrategies.of(List.of(strategy));
    return take(
        manager.placementsFound(
            cluster.state(),
            memory,
            now(),
            round,
            PlacementRound.run(strategies, round.searches(), () -> false)));
  }

  /** Answers the cards and returns the round of searches that is then outstanding. */
  SearchPlacements searches() {
    while (outstanding.getFirst() instanceof LoadModelCard card) {
      outstanding.removeFirst();
      answer(card);
    }
    return (SearchPlacements) outstanding.removeFirst();
  }

  List<Effect> outstanding() {
    return List.copyOf(outstanding);
  }

  MetaInstanceManager manager() {
    return manager;
  }

  MetaInstanceMemory memory() {
    return memory;
  }

  Tick now() {
    return new Tick(tick, "test." + step++);
  }

  List<String> instancesOf(String intent) {
    List<String> nodes = new ArrayList<>();
    for (Instance instance : cluster.state().instances().values()) {
      if (MetaInstanceId.of(intent).equals(instance.metaInstanceId())) {
        nodes.add(String.join("+", names(instance)));
      }
    }
    return nodes;
  }

  private static List<String> names(Instance instance) {
    return instance.shardAssignments().nodeToRunner().keySet().stream()
        .map(node -> node.value())
        .toList();
  }

  private Round<MetaInstanceMemory> take(Round<MetaInstanceMemory> round) {
    memory = round.memory();
    cluster.applyAll(round.events());
    outstanding.addAll(round.effects());
    return round;
  }
}
