package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementScore;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.PlacementValidator;
import org.exojvm.api.topology.NodeCycle;
import org.junit.jupiter.api.Test;

/** Goal: a host writes a strategy of its own in thirty lines; only the choice of nodes is left. */
class OwnStrategyTest {

  /** The roomiest nodes, as many as are asked for at least. */
  static final class RoomiestNodes implements PlacementStrategy {
    @Override
    public String name() {
      return "roomiest-nodes";
    }

    @Override
    public PlacementResult place(PlacementRequest request) {
      ImmutableList<NodeId> nodes =
          request.freeMemory().keySet().stream()
              .sorted(Comparator.comparing((NodeId n) -> request.freeMemory().get(n)).reversed())
              .limit(Math.max(1, request.minNodes()))
              .collect(ImmutableList.toImmutableList());
      NodeCycle ranks = new NodeCycle(nodes);
      return switch (InstanceAssembly.of(request, ranks)) {
        case Assembly.Built<Instance>(Instance instance) ->
            new Placed(instance, new PlacementScore(ranks, false, Memory.ZERO), 1, false);
        case Assembly.Refused<Instance>(PlacementRefusal refusal) ->
            new Unplaceable(refusal, ImmutableList.of());
      };
    }
  }

  @Test
  void itPlacesAValidInstance() {
    PlacementRequest request =
        Cluster.of(10, 30, 20).meshed().request(Cluster.card(45, 12)).withMinNodes(2);
    Placed placed = (Placed) new RoomiestNodes().place(request);
    assertThat(placed.score().cycle().nodes()).containsExactly(Cluster.id("b"), Cluster.id("c"));
    assertThat(PlacementValidator.violations(request, placed.instance())).isEmpty();
  }

  @Test
  void itRefusesInTheWordsOfTheAssembly() {
    PlacementRequest request = Cluster.of(10, 30, 20).request(Cluster.card(45, 12)).withMinNodes(2);
    assertThat(((Unplaceable) new RoomiestNodes().place(request)).refusal().referenceText())
        .isEqualTo("MLX ring backend requires connectivity between neighbouring nodes");
  }
}
