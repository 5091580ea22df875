package org.exojvm.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.topology.Connection;
import org.exojvm.core.command.Command;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeCreated;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeDeleted;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.process.Effect;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;

/** Races and silences, step by step on the core of a master. */
final class MasterScenarios {

  private static final State TWO_NODES = TestClusters.ethernet("a", "b");
  private static final Sharding PIPELINE = Sharding.PIPELINE;
  private static final InstanceMeta RING = InstanceMeta.MLX_RING;
  private static final MetaInstanceId INTENT = MetaInstanceId.of("m");

  private static Command.CreateMetaInstance declare(String id, ModelCard model) {
    return declare(id, model, spec -> spec);
  }

  private static Command.CreateMetaInstance declare(
      String id, ModelCard model, UnaryOperator<MetaInstanceSpec> edit) {
    return new Command.CreateMetaInstance(
        CommandId.of("create-" + id),
        MetaInstance.of(edit.apply(MetaInstanceSpec.of(MetaInstanceId.of(id), model.modelId()))));
  }

  @Test
  void createRacesReconciler_placesOnce() {
    MasterHarness master = MasterHarness.of(TWO_NODES);
    master.ask(declare("m", TestClusters.LARGE));
    assertThat(master.seen(MetaInstanceCreated.class)).hasSize(1);
    assertThat(master.lastAnswer()).isInstanceOf(CommandAnswer.Accepted.class);

    master.ticks(2);
    master.loadCard(master.takeOnly(Effect.LoadModelCard.class));
    master.ticks(2);
    Effect.SearchPlacements round = master.takeOnly(Effect.SearchPlacements.class);
    ImmutableList<PlacementResult> found = master.search(round);
    master.step(new MasterInput.PlacementsFound(round, found));
    master.step(new MasterInput.PlacementsFound(round, found));
    master.ticks(3);
    master.settle();

    assertThat(master.seen(InstanceCreated.class)).hasSize(1);
    assertThat(master.core.state().instances().size()).isEqualTo(1);
  }

  @Test
  void deleteDuringPlacement_leavesNoInstance() {
    MasterHarness master = MasterHarness.of(TWO_NODES);
    master.ask(declare("m", TestClusters.LARGE));
    master.loadCard(master.takeOnly(Effect.LoadModelCard.class));
    Effect.SearchPlacements round = master.takeOnly(Effect.SearchPlacements.class);
    ImmutableList<PlacementResult> found = master.search(round);
    assertThat(found).singleElement().isInstanceOf(PlacementResult.Placed.class);

    master.ask(new Command.DeleteMetaInstance(CommandId.of("delete"), INTENT));
    master.step(new MasterInput.PlacementsFound(round, found));
    master.ticks(5);
    master.settle();

    assertThat(master.seen(InstanceCreated.class)).isEmpty();
    assertThat(master.core.state().instances().isEmpty()).isTrue();
  }

  @Test
  void slowModelCard_doesNotDelayHealth() {
    MasterHarness master = MasterHarness.of(TWO_NODES);
    master.ask(declare("m", TestClusters.LARGE));
    master.settle();
    assertThat(master.core.state().instances().size()).isEqualTo(1);
    master.ask(declare("slow", TestClusters.SMALL));
    Effect.LoadModelCard stuck = master.takeOnly(Effect.LoadModelCard.class);

    for (Connection link : TWO_NODES.topology().connections()) {
      master.report(link.source(), new TopologyEdgeDeleted(master.ids().nextEventId(), link));
    }
    master.ticks(3);

    assertThat(master.seen(InstanceDeleted.class)).hasSize(1);
    master.step(new MasterInput.CardTimedOut(stuck.modelId()));
    MetaInstance slow = master.core.state().metaInstances().get(MetaInstanceId.of("slow"));
    assertThat(slow).isNotNull();
    assertThat(slow.status().placementError()).contains("10 s");
  }

  @Test
  void declaredDuringASearch_isSearchedWithoutWaitingForATick() {
    MasterHarness master = MasterHarness.of(TWO_NODES);
    master.ask(declare("m", TestClusters.SMALL));
    master.loadCard(master.takeOnly(Effect.LoadModelCard.class));
    Effect.SearchPlacements first = master.takeOnly(Effect.SearchPlacements.class);
    master.ask(declare("n", TestClusters.SMALL));
    assertThat(master.effects).isEmpty();

    master.step(new MasterInput.PlacementsFound(first, master.search(first)));
    Effect.SearchPlacements second = master.takeOnly(Effect.SearchPlacements.class);
    assertThat(second.searches())
        .extracting(search -> search.metaInstanceId().value())
        .containsExactly("n");
    master.step(new MasterInput.PlacementsFound(second, master.search(second)));

    assertThat(master.seen(InstanceCreated.class)).hasSize(2);
  }

  @Test
  void hundredIntentsOnTwoHundredNodes_arePlacedInOneRound() {
    int pairs = 100;
    String[] names = new String[2 * pairs];
    Arrays.setAll(names, index -> "n" + index);
    MasterHarness master = MasterHarness.of(TestClusters.ethernet(names));
    master.ask(declare("first", TestClusters.LARGE, spec -> spec.withMaxNodes(2)));
    Effect.LoadModelCard card = master.takeOnly(Effect.LoadModelCard.class);
    for (int i = 1; i < pairs; i++) {
      master.ask(declare("m" + i, TestClusters.LARGE, spec -> spec.withMaxNodes(2)));
    }
    master.loadCard(card);
    Effect.SearchPlacements round = master.takeOnly(Effect.SearchPlacements.class);
    assertThat(round.searches()).hasSize(pairs);
    master.step(new MasterInput.PlacementsFound(round, master.search(round)));

    assertThat(master.core.state().instances().size()).isEqualTo(pairs);
    assertThat(master.effects).isEmpty();
  }

  @Test
  void directPlacementThatNoLongerHolds_isSearchedOnceMore() {
    MasterHarness master = MasterHarness.of(TWO_NODES);
    Effect.SearchDirectPlacement first = askForSmall(master);
    PlacementResult found = master.search(first);
    master.ask(
        new Command.PlaceInstance(CommandId.of("other"), TestClusters.LARGE, PIPELINE, RING, 2));
    master.settle();
    assertThat(master.seen(InstanceCreated.class)).hasSize(1);

    master.step(new MasterInput.DirectPlacementFound(first, found));
    Effect.SearchDirectPlacement again = master.takeOnly(Effect.SearchDirectPlacement.class);
    master.step(new MasterInput.DirectPlacementFound(first, found));
    assertThat(master.effects).isEmpty();
    assertThat(master.answers).hasSize(1);

    master.step(new MasterInput.DirectPlacementFound(again, found));
    assertThat(master.effects).isEmpty();
    assertThat(master.lastAnswer())
        .isInstanceOfSatisfying(
            CommandAnswer.Rejected.class,
            answer -> assertThat(answer.reason()).contains("changed twice", "Maybe try again"));
  }

  private static Effect.SearchDirectPlacement askForSmall(MasterHarness master) {
    master.ask(
        new Command.PlaceInstance(CommandId.of("place"), TestClusters.SMALL, PIPELINE, RING, 1));
    return master.takeOnly(Effect.SearchDirectPlacement.class);
  }

  @Test
  void slowProbe_keepsNode() {
    MasterHarness master = MasterHarness.of(TWO_NODES);
    for (int second = 0; second < 120; second++) {
      // Neither node measures anything, but a reports other things: its profiler call hangs.
      master.report(NodeId.of("a"), new TestEvent(EventId.of("alive-" + second)));
      master.heartbeat(TWO_NODES, NodeId.of("b"));
      master.tick();
    }
    assertThat(master.seen(NodeDisconnected.class)).isEmpty();
    assertThat(master.core.state().topology().contains(NodeId.of("a"))).isTrue();
  }

  @Test
  void silentNode_disconnectedAtFourthCycle() {
    MasterHarness master = MasterHarness.of(TWO_NODES);
    int seconds = 0;
    while (master.seen(NodeDisconnected.class).isEmpty() && seconds < 100) {
      master.heartbeat(TWO_NODES, NodeId.of("b"));
      master.tick();
      seconds++;
    }
    assertThat(seconds).isBetween(31, 40);
    assertThat(master.seen(NodeDisconnected.class))
        .extracting(NodeDisconnected::nodeId)
        .containsExactly(NodeId.of("a"));
    assertThat(master.core.state().topology().contains(NodeId.of("a"))).isFalse();
  }

  @Test
  void lateReportOfALinkToADepartedNode_leavesNoGhost() {
    MasterHarness master = MasterHarness.of(TWO_NODES);
    for (int second = 0; second < 60; second++) {
      master.heartbeat(TWO_NODES, NodeId.of("b"));
      master.tick();
    }
    assertThat(master.core.state().topology().contains(NodeId.of("a"))).isFalse();

    Connection late =
        TWO_NODES.topology().connections().stream()
            .filter(link -> link.sink().equals(NodeId.of("a")))
            .findFirst()
            .orElseThrow();
    master.report(late.source(), new TopologyEdgeCreated(master.ids().nextEventId(), late));
    assertThat(master.core.state().topology().contains(NodeId.of("a"))).isTrue();
    for (int second = 0; second < 60; second++) {
      master.heartbeat(TWO_NODES, NodeId.of("b"));
      master.tick();
    }

    assertThat(master.core.state().topology().contains(NodeId.of("a"))).isFalse();
  }
}
