package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Predicate;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.ShardMetadata.PipelineShardMetadata;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.command.DownloadCommand.DeleteDownload;
import org.exojvm.core.command.DownloadCommand.StartDownload;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadCompleted;
import org.exojvm.core.download.DownloadProgress.DownloadPending;
import org.exojvm.core.scenario.TestClusters;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a host has models fetched and deleted on any node, and State tells what came of it. */
class SentDownloadsTest {

  @TempDir Path root;
  private TestNodes nodes;

  @BeforeEach
  void open() {
    nodes = new TestNodes(root);
  }

  @AfterEach
  void close() {
    nodes.close();
  }

  private static DownloadCommand start(NodeId node) {
    int layers = TestClusters.SMALL.nLayers();
    return new StartDownload(
        CommandId.of("start-" + node),
        node,
        new PipelineShardMetadata(TestClusters.SMALL, 0, 1, false, null, 0, layers, layers));
  }

  private static Predicate<State> isAt(NodeId node, Class<? extends DownloadProgress> stage) {
    return state ->
        state.downloads().containsKey(node)
            && state.downloads().get(node).stream().anyMatch(stage::isInstance);
  }

  @Test
  void downloadsBeginAndEndOnThisNodeAndOnOthers() throws Exception {
    ExoNode master = nodes.start(nodes.master("m"));
    var _ = nodes.start(nodes.worker("w", "m"));
    TestNodes.await(master, state -> state.nodeMemory().size() == 2);
    for (NodeId target : new NodeId[] {NodeId.of("m"), NodeId.of("w")}) {
      assertThat(master.send(start(target))).isTrue();
      TestNodes.await(master, isAt(target, DownloadCompleted.class));
      assertThat(
              master.send(
                  new DeleteDownload(
                      CommandId.of("delete-" + target), target, TestClusters.SMALL.modelId())))
          .isTrue();
      TestNodes.await(master, isAt(target, DownloadPending.class));
    }
    master.close();
    assertThat(master.send(start(NodeId.of("w")))).isFalse();
  }
}
