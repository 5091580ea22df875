package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.reconcile.TestCluster;

/** Liveness against a model that counts by itself. */
class LivenessProperties {

  /** Bit n of a number says whether node n reports in that cycle. */
  private static final String[] NODES = {"a", "b", "c"};

  @Property(tries = 300)
  void exactlyTheNodesWhoseIndexStoodStillForThreeCyclesAreDisconnected(
      @ForAll @Size(max = 30) List<Byte> cycles) {
    TestCluster cluster = new TestCluster();
    ManagerRun<NodeLivenessMemory> liveness = new ManagerRun<>(new NodeLivenessManager(), cluster);
    Map<String, Integer> still = new HashMap<>();
    for (int reports : cycles) {
      Set<String> expected = new TreeSet<>();
      for (int node = 0; node < NODES.length; node++) {
        if ((reports >> node & 1) == 1) {
          cluster.memory(NODES[node], 1);
          still.put(NODES[node], 0);
        } else if (still.containsKey(NODES[node])
            && still.merge(NODES[node], 1, Integer::sum) == 3) {
          expected.add(NODES[node]);
          still.remove(NODES[node]);
        }
      }
      Set<String> actual = new TreeSet<>();
      liveness
          .ticks(NodeLivenessManager.TICKS_PER_CYCLE)
          .forEach(event -> actual.add(((NodeDisconnected) event).nodeId().value()));
      assertThat(actual).isEqualTo(expected);
    }
  }
}
