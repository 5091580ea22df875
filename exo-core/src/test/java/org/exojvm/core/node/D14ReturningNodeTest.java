package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.core.command.Command;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: what a node leaves behind when it ends is cleared away when it comes back (D14). */
class D14ReturningNodeTest {

  @TempDir Path root;

  @Test
  void aRunnerOfAnInstanceThatWasDeletedMeanwhileIsForgotten() throws Exception {
    try (TestNodes nodes = new TestNodes(root)) {
      ExoNode master = nodes.start(nodes.master("a"));
      ExoNode worker = nodes.start(nodes.worker("b", "a"));
      TestNodes.answer(master, TestNodes.declare("chat", 2));
      TestNodes.await(master, TestNodes.readyOver(2));
      worker.close();
      TestNodes.answer(
          master,
          new Command.DeleteMetaInstance(CommandId.of("delete"), MetaInstanceId.of("chat")));
      State without = TestNodes.await(master, state -> state.instances().isEmpty());
      assertThat(without.runnerBindings().isEmpty()).isFalse();
      nodes.start(nodes.worker("b", "a"));
      State cleared = TestNodes.await(master, state -> state.runnerBindings().isEmpty());
      assertThat(cleared.runners().isEmpty()).isTrue();
      TestNodes.await(master, state -> state.tasks().isEmpty());
    }
  }
}
