package org.exojvm.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.command.Command;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.master.MasterInput;
import org.junit.jupiter.api.Test;

/**
 * Goal: a node that is known to be dead is done with at once, and one that was not there is none.
 */
final class DeadNodeScenarios {

  private static final NodeId C = NodeId.of("c");

  private final MasterHarness master = MasterHarness.of(TestClusters.ethernet("a", "b", "c"));

  @Test
  void whatRanOnADeadNodeIsPlacedAnewAtTheNextTick() {
    master.ask(
        new Command.CreateMetaInstance(
            CommandId.of("declare"),
            MetaInstance.of(
                MetaInstanceSpec.of(MetaInstanceId.of("m"), TestClusters.LARGE.modelId()))));
    master.settle();
    assertThat(placed().shardAssignments().nodeToRunner()).hasSize(3).containsKey(C);

    master.step(new MasterInput.NodeGone(C));
    assertThat(master.seen(NodeDisconnected.class))
        .extracting(NodeDisconnected::nodeId)
        .containsExactly(C);
    master.tick();
    master.settle();

    assertThat(master.seen(InstanceDeleted.class)).hasSize(1);
    assertThat(placed().shardAssignments().nodeToRunner()).hasSize(2).doesNotContainKey(C);
  }

  @Test
  void aDeathThatIsToldAgainOrOfAStrangerIsNone() {
    master.step(new MasterInput.NodeGone(C));
    master.step(new MasterInput.NodeGone(C));
    master.step(new MasterInput.NodeGone(NodeId.of("stranger")));
    assertThat(master.seen(NodeDisconnected.class)).hasSize(1);
  }

  private Instance placed() {
    return Iterables.getOnlyElement(master.core.state().instances().values());
  }
}
