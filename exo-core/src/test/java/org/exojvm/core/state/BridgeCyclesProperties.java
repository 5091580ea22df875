package org.exojvm.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.state.Samples.gathered;
import static org.exojvm.core.state.Samples.linked;
import static org.exojvm.core.state.Samples.rdma;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.node.ThunderboltBridgeStatus;
import org.exojvm.core.info.GatheredInfo.ThunderboltBridgeInfo;

/** Goal: the search finds every cycle once. Method: against all sequences of nodes. */
class BridgeCyclesProperties {

  private static final int NODES = 5;

  @Property(tries = 200)
  void theSearch_findsWhatBruteForceFinds(@ForAll("links") Set<List<Integer>> links) {
    StateStory story = StateStory.of();
    for (List<Integer> link : links) {
      story = story.then(linked(rdma(id(link.getFirst()), id(link.getLast()), "x", "y")));
    }
    for (int node = 0; node < NODES; node++) {
      story =
          story.then(
              gathered(
                  id(node),
                  new ThunderboltBridgeInfo(new ThunderboltBridgeStatus(true, true, null))));
    }
    List<String> found =
        story.state().thunderboltBridgeCycles().stream()
            .map(cycle -> String.join("", cycle.nodes().stream().map(NodeId::value).toList()))
            .toList();
    assertThat(found).containsExactlyElementsOf(bruteForce(links));
    assertThat(story.state().thunderboltBridgeCyclesTruncated()).isFalse();
  }

  private static String id(int node) {
    return String.valueOf(node);
  }

  private static List<String> bruteForce(Set<List<Integer>> links) {
    TreeSet<String> cycles = new TreeSet<>();
    for (int first = 0; first < NODES; first++) {
      extend(List.of(first), links, cycles);
    }
    return List.copyOf(cycles);
  }

  private static void extend(List<Integer> path, Set<List<Integer>> links, Set<String> cycles) {
    if (path.size() > 1 && links.contains(List.of(path.getLast(), path.getFirst()))) {
      cycles.add(String.join("", path.stream().map(String::valueOf).toList()));
    }
    for (int next = path.getFirst() + 1; next < NODES; next++) {
      if (!path.contains(next) && links.contains(List.of(path.getLast(), next))) {
        List<Integer> longer = new ArrayList<>(path);
        longer.add(next);
        extend(longer, links, cycles);
      }
    }
  }

  @Provide
  Arbitrary<Set<List<Integer>>> links() {
    Arbitrary<Integer> nodes = Arbitraries.integers().between(0, NODES - 1);
    return Combinators.combine(nodes, nodes)
        .as((from, to) -> List.of(from, to))
        .set()
        .ofMaxSize(20);
  }
}
