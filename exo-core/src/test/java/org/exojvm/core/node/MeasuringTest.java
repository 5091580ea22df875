package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.probe.NodeProbe;
import org.exojvm.core.scenario.TestClusters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a probe, however slow or broken, takes nothing from the node it measures. */
class MeasuringTest {

  private static final ImmutableList<GatheredInfo> MEMORY =
      ImmutableList.of(
          new GatheredInfo.GatheredMemoryUsage(
              new MemoryUsage(
                  TestClusters.NODE_MEMORY, TestClusters.NODE_MEMORY, Memory.ZERO, Memory.ZERO)));

  @TempDir Path root;

  /** The heartbeat is due after 5 s without a word; the first one is the greeting at the start. */
  @Test
  void aProbeThatHangsStopsNeitherTheHeartbeatNorTheNode() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch interrupted = new CountDownLatch(1);
    NodeProbe hanging =
        () -> {
          if (calls.getAndIncrement() == 0) {
            return MEMORY;
          }
          try {
            new CountDownLatch(1).await();
            return MEMORY;
          } finally {
            interrupted.countDown();
          }
        };
    try (TestNodes nodes = new TestNodes(root)) {
      ExoNode node = nodes.start(nodes.master("a").probe(hanging));
      EventStream events = node.events(0);
      for (int heartbeats = 0; heartbeats < 2; ) {
        heartbeats +=
            events.next(TestNodes.PATIENCE).orElseThrow().event() instanceof NodeGatheredInfo told
                    && told.info() instanceof GatheredInfo.NodeConfig
                ? 1
                : 0;
      }
      assertThat(calls).hasValue(2);
      TestNodes.answer(node, TestNodes.declare("chat", 1));
      TestNodes.await(node, state -> !state.instances().isEmpty());
    }
    interrupted.await();
  }

  @Test
  void aProbeThatThrowsIsCountedAndAskedAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    NodeProbe broken =
        () -> {
          if (calls.getAndIncrement() == 0) {
            throw new NoClassDefFoundError("a native library");
          }
          return MEMORY;
        };
    try (TestNodes nodes = new TestNodes(root)) {
      ExoNode node = nodes.start(nodes.master("a").probe(broken));
      TestNodes.await(node, state -> !state.nodeMemory().isEmpty());
      assertThat(node.counters().failedProbes()).isOne();
    }
  }
}
