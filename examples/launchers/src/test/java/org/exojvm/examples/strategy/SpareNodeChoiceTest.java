package org.exojvm.examples.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.core.catalog.BundledModelCatalog;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.reconcile.Reconciliation;
import org.exojvm.core.state.State;
import org.exojvm.examples.cluster.ClusterDescriptions;
import org.junit.jupiter.api.Test;

/** Goal: the sample strategy spares the largest node while the others suffice. */
class SpareNodeChoiceTest {

  private final SpareNodeStrategy strategy = new SpareNodeStrategy();

  @Test
  void theLargestNodeIsSparedWhileTheOthersSuffice() throws Exception {
    PlacementResult result = strategy.place(request(1));
    assertThat(result).isInstanceOf(Placed.class);
    assertThat(((Placed) result).instance().shardAssignments().nodeToRunner())
        .hasSize(3)
        .doesNotContainKey(NodeId.of("mac-studio-4"));
  }

  @Test
  void theLargestNodeIsUsedWhereTheOthersDoNotSuffice() throws Exception {
    PlacementResult result = strategy.place(request(4));
    assertThat(result).isInstanceOf(Placed.class);
    assertThat(((Placed) result).instance().shardAssignments().nodeToRunner()).hasSize(4);
  }

  private static PlacementRequest request(int minNodes) throws Exception {
    State state = ClusterDescriptions.load("mac-studio-4").state();
    ModelId model = ModelId.of("mlx-community/Kimi-K2-Thinking");
    ModelCard card = BundledModelCatalog.create().load(model);
    MetaInstanceSpec spec =
        MetaInstanceSpec.of(MetaInstanceId.of("m"), model).withMinNodes(minNodes);
    return Reconciliation.placementRequestFor(
        MetaInstance.of(spec), card, state, new IdSequence("test").nextPlacementIds());
  }
}
