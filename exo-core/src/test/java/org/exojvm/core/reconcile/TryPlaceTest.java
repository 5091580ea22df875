package org.exojvm.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.card;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.node;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.function.Function;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementIds;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementScore;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePlacementFailed;
import org.exojvm.core.id.IdSequence;
import org.junit.jupiter.api.Test;

class TryPlaceTest {

  private final TestCluster cluster = TestCluster.connected("a", "b").declare(intent("m"));

  @Test
  void aPlacementBecomesAnInstanceBoundToTheIntent() {
    TryPlaceResult result = tried(request -> placed());
    assertThat(result.isPlaced()).isTrue();
    InstanceCreated created = (InstanceCreated) result.events().getFirst();
    assertThat(created.instance()).isEqualTo(Fixtures.ring("i", "m", "a", "b"));
  }

  @Test
  void aRefusalBecomesAnEventOnlyWhenItsTextIsNew() {
    TryPlaceResult first = tried(request -> refused());
    assertThat(first.reason()).isEqualTo("too big");
    assertThat(first.events()).singleElement().isInstanceOf(MetaInstancePlacementFailed.class);
    cluster.applyAll(first.events());
    TryPlaceResult second = tried(request -> refused());
    assertThat(second.reason()).isEqualTo("too big");
    assertThat(second.events()).isEmpty();
  }

  @Test
  void whatAStrategyThrowsIsAReason() {
    TryPlaceResult result =
        tried(
            request -> {
              throw new IllegalStateException("bug");
            });
    assertThat(result.reason()).contains("bug");
  }

  @Test
  void theRequestIsWhatTheIntentAsksForOnTheClusterAsItIs() {
    MetaInstance plain = intent("m");
    MetaInstance intent =
        plain
            .withSpec(
                plain
                    .spec()
                    .withMinNodes(2)
                    .withMaxNodes(3)
                    .withNodeIds(ImmutableList.of(node("a"), node("z")))
                    .withPreferredNodes(ImmutableList.of(node("b")))
                    .withForbiddenNodes(ImmutableList.of(node("c"))))
            .withStatus(plain.status().withRelaxedNodes(ImmutableList.of(node("z"))));
    PlacementIds ids = new IdSequence("test").nextPlacementIds();
    PlacementRequest request =
        Reconciliation.placementRequestFor(intent, card(1), cluster.state(), ids);
    assertThat(request.requiredNodes()).isEqualTo(ImmutableSet.of(node("a")));
    assertThat(request.preferredNodes()).isEqualTo(ImmutableSet.of(node("b")));
    assertThat(request.forbiddenNodes()).isEqualTo(ImmutableSet.of(node("c")));
    assertThat(request.minNodes()).isEqualTo(2);
    assertThat(request.maxNodes()).isEqualTo(3);
    assertThat(request.freeMemory()).containsEntry(node("a"), Memory.ofGib(64));
    assertThat(request.ids()).isEqualTo(ids);
  }

  private TryPlaceResult tried(Function<PlacementRequest, PlacementResult> strategy) {
    return Reconciliation.tryPlaceForMetaInstance(
        cluster.intent("m"),
        card(1),
        cluster.state(),
        new PlacementStrategy() {
          @Override
          public String name() {
            return "test";
          }

          @Override
          public PlacementResult place(PlacementRequest request) {
            return strategy.apply(request);
          }
        },
        new IdSequence("test"));
  }

  private static PlacementResult placed() {
    return new Placed(
        Fixtures.ring("i", null, "a", "b"),
        new PlacementScore(new NodeCycle(ImmutableList.of()), false, Memory.ZERO),
        1,
        true);
  }

  private static PlacementResult refused() {
    return new Unplaceable(
        new PlacementRefusal(
            RefusalCode.INSUFFICIENT_MEMORY, "too big", ImmutableMap.of(), "detail", "hint"),
        ImmutableList.of());
  }
}
