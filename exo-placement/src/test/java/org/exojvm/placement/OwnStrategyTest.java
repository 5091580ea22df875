package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.PlacementStrategyContract;
import org.exojvm.api.topology.NodeCycle;
import org.junit.jupiter.api.Test;

/** Goal: a host writes a strategy of its own; only the choice of nodes is left to it. */
class OwnStrategyTest extends PlacementStrategyContract {

  /** Required nodes and then the roomiest, as few as will do. */
  static final class RoomiestNodes implements PlacementStrategy {
    @Override
    public String name() {
      return "roomiest-nodes";
    }

    @Override
    public PlacementResult place(PlacementRequest request) {
      List<NodeId> nodes =
          request.freeMemory().keySet().stream()
              .filter(node -> !request.forbiddenNodes().contains(node))
              .sorted(
                  Comparator.comparing((NodeId node) -> !request.requiredNodes().contains(node))
                      .thenComparing(request.freeMemory()::get, Comparator.reverseOrder())
                      .thenComparing(Comparator.naturalOrder()))
              .toList();
      return Placing.firstOf(
          request,
          IntStream.rangeClosed(1, nodes.size())
              .mapToObj(size -> new NodeCycle(ImmutableList.copyOf(nodes.subList(0, size)))));
    }
  }

  @Override
  protected PlacementStrategy strategy() {
    return new RoomiestNodes();
  }

  @Test
  void theFewestOfTheRoomiestNodesAreTaken() {
    PlacementRequest request = Cluster.of(10, 30, 20).meshed().request(Cluster.card(45, 12));
    Placed placed = (Placed) strategy().place(request);
    assertThat(placed.score().cycle().nodes()).containsExactly(Cluster.id("b"), Cluster.id("c"));
    assertThat(placed.score().totalFreeMemory()).isEqualTo(Cluster.gib(50));
    assertThat(placed.considered()).isEqualTo(2);
  }

  @Test
  void itRefusesInTheWordsOfTheAssembly() {
    PlacementRequest request = Cluster.of(10, 30, 20).request(Cluster.card(45, 12)).withMinNodes(2);
    Unplaceable refused = (Unplaceable) strategy().place(request);
    assertThat(refused.refusal().detail())
        .isEqualTo("the candidate [b] has 1 nodes, asked for at least 2 and at most any number");
    assertThat(refused.others().getFirst().referenceText())
        .isEqualTo("MLX ring backend requires connectivity between neighbouring nodes");
  }
}
