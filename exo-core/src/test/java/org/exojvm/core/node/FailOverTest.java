package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.Command;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: any node may die, the master included, and what was declared goes on. */
class FailOverTest {

  private TestNodes nodes;

  @BeforeEach
  void open(@TempDir Path root) {
    nodes = new TestNodes(root, SimulatedTimings.INSTANT);
  }

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void ofTwoNodesTheOtherGoesOnWhenTheMasterDies() throws Exception {
    ExoNode a = nodes.start(nodes.master("a"));
    ExoNode b = nodes.start(nodes.master("b"));
    ExoNode master = awaitMaster(a, b);
    ExoNode other = master == a ? b : a;
    assertThat(TestNodes.answer(other, TestNodes.declare("chat", 1)))
        .isEqualTo(new CommandResult.Accepted(CommandId.of("declare-chat"), Durability.REPLICATED));
    master.close();
    assertThat(TestNodes.answer(other, TestNodes.declare("second", 1)))
        .isEqualTo(new CommandResult.Accepted(CommandId.of("declare-second"), Durability.LOCAL));
    assertThat(other.state().metaInstances().keys())
        .containsExactlyInAnyOrder(MetaInstanceId.of("chat"), MetaInstanceId.of("second"));
    TestNodes.await(other, TestNodes.readyRunners(2));
  }

  @Test
  void whatBothSidesOfASplitDeclareIsThereWhenItHeals() throws Exception {
    ExoNode a = nodes.start(nodes.master("a"));
    TestNodes.answer(a, TestNodes.declare("before", 1));
    nodes.network.isolate(NodeId.of("b"));
    ExoNode b = nodes.start(nodes.master("b"));
    TestNodes.answer(b, TestNodes.declare("elsewhere", 1));
    TestNodes.await(b, TestNodes.readyOver(1));
    nodes.network.rejoin(NodeId.of("b"));
    for (ExoNode node : List.of(a, b)) {
      until(
          () ->
              node.state().metaInstances().size() == 2
                  && node.state().instances().size() == 2
                  && TestNodes.readyRunners(2).test(node.state()));
    }
    until(() -> a.state().sessions().equals(b.state().sessions()));
  }

  @Test
  void whatWasDeletedOnOneSideDoesNotComeBackFromTheOther() throws Exception {
    ExoNode a = nodes.start(nodes.master("a"));
    ExoNode b = nodes.start(nodes.master("b"));
    ExoNode master = awaitMaster(a, b);
    ExoNode other = master == a ? b : a;
    TestNodes.answer(master, TestNodes.declare("chat", 1));
    TestNodes.await(other, state -> state.metaInstances().size() == 1);
    NodeId gone = other.id();
    other.close();
    TestNodes.answer(
        master, new Command.DeleteMetaInstance(CommandId.of("delete"), MetaInstanceId.of("chat")));
    ExoNode again = nodes.start(nodes.master(gone.value()));
    TestNodes.answer(again, TestNodes.declare("second", 1));
    // What it knows may still be what its own log held: that has one intent too.
    MetaInstanceId second = MetaInstanceId.of("second");
    State state = TestNodes.await(again, known -> known.metaInstances().containsKey(second));
    assertThat(state.metaInstances().keys()).containsExactly(second);
  }

  private static ExoNode awaitMaster(ExoNode a, ExoNode b) throws Exception {
    until(
        () -> !a.state().sessions().isEmpty() && a.state().sessions().equals(b.state().sessions()));
    return a.state().sessions().getLast().session().masterNodeId().equals(a.id()) ? a : b;
  }

  /** Waits on the clock: what is waited for shows in no stream of events. */
  private static void until(BooleanSupplier goal) throws Exception {
    long deadline = System.nanoTime() + TestNodes.PATIENCE.toNanos();
    while (!goal.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }
}
