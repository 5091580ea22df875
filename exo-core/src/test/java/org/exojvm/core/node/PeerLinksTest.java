package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Predicate;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: the edges of the cluster are the connections its nodes have. */
class PeerLinksTest {

  private static final NodeId A = NodeId.of("a");
  private static final NodeId B = NodeId.of("b");

  @TempDir Path root;

  @Test
  void edgesAppearWithAConnectionAndVanishWithIt() throws Exception {
    try (TestNodes nodes = new TestNodes(root)) {
      ExoNode master = nodes.start(nodes.master("a"));
      assertThat(edge(A, B).test(master.state())).isFalse();
      ExoNode worker = nodes.start(nodes.worker("b", "a"));
      State linked = TestNodes.await(master, edge(A, B).and(edge(B, A)));
      assertThat(linked.topology().connections())
          .extracting(Connection::edge)
          .allSatisfy(
              link ->
                  assertThat(((Link.SocketConnection) link).sinkMultiaddr().toString())
                      .contains("127.0.0.1")
                      .containsAnyOf("" + IdSequence.portFor("a"), "" + IdSequence.portFor("b")));
      worker.close();
      TestNodes.await(master, edge(A, B).negate());
      nodes.start(nodes.worker("b", "a"));
      TestNodes.await(master, edge(A, B));
    }
  }

  private static Predicate<State> edge(NodeId from, NodeId to) {
    return state -> !state.topology().links(from, to).isEmpty();
  }
}
