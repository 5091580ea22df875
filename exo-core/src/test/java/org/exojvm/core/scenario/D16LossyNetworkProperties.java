package org.exojvm.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.master.Incident;
import org.exojvm.core.master.MasterConfig;

/**
 * Goal: whatever the network does to messages, every event of a worker is indexed once, in the
 * order of its worker, and all replicas end up equal to the state of the master. Method: a seeded
 * network that loses, duplicates, delays and reorders for a while, then behaves; logs that forget,
 * and processes that are started anew.
 */
class D16LossyNetworkProperties {

  private static final int TRIES = 40;
  private static final int BAD_TICKS = 300;

  /** Longest back-off, 10 s, twice: once for what a worker says, once for what it asks. */
  private static final int SETTLE_TICKS = 400;

  @Property(tries = TRIES)
  void replicasAreEqualAndEveryEventIsIndexedOnce(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int nodes) throws JournalException {
    LossyCluster cluster = new LossyCluster(seed, nodes, MasterConfig.defaults());
    run(cluster, 0);
    assertSettled(cluster);
    assertThat(cluster.incidents).doesNotContainKey(Incident.OUTDATED_BOOT);
  }

  @Property(tries = TRIES)
  void soItIsWhenTheLogForgetsAndNodesFallFarBehind(@ForAll long seed) throws JournalException {
    LossyCluster cluster =
        new LossyCluster(seed, 3, MasterConfig.defaults().withMaxReplayBehind(20));
    run(cluster, 0);
    cluster.trimLog();
    cluster.restart(NodeId.of("n0"));
    cluster.pass(SETTLE_TICKS);
    assertThat(cluster.snapshots).isPositive();
    assertSettled(cluster);
  }

  @Property(tries = TRIES)
  void soItIsWhenProcessesAreStartedAnew(@ForAll long seed) throws JournalException {
    LossyCluster cluster = new LossyCluster(seed, 3, MasterConfig.defaults());
    run(cluster, 2);
    assertSettled(cluster);
  }

  private static void run(LossyCluster cluster, int restartPercent) {
    for (int tick = 0; tick < BAD_TICKS; tick++) {
      for (NodeId node : List.copyOf(cluster.workers.keySet())) {
        if (cluster.random.nextInt(100) < 20) {
          cluster.changeLink(node);
        }
        if (cluster.random.nextInt(100) < restartPercent) {
          cluster.restart(node);
        }
      }
      cluster.pass(1);
    }
    cluster.bad = false;
    cluster.pass(SETTLE_TICKS);
  }

  private static void assertSettled(LossyCluster cluster) {
    cluster.deliverAll();
    cluster.workers.forEach(
        (node, worker) -> {
          assertThat(worker.state()).as("%s", node).isEqualTo(cluster.master.state());
          assertThat(worker.unseenEvents()).as("%s", node).isZero();
          assertThat(indexedOf(cluster, cluster.currentBoot(node)))
              .isEqualTo(cluster.emitted.get(cluster.currentBoot(node)));
        });
    cluster.emitted.forEach(
        (boot, events) -> {
          List<Event> indexed = indexedOf(cluster, boot);
          assertThat(indexed).as("%s", boot).isEqualTo(events.subList(0, indexed.size()));
        });
  }

  private static List<Event> indexedOf(LossyCluster cluster, LossyCluster.Boot boot) {
    List<Event> events = new ArrayList<>();
    for (IndexedEvent indexed : cluster.indexed) {
      String stem = boot.node() + "." + boot.number() + ".";
      if (indexed.event().eventId().value().startsWith(stem)) {
        events.add(indexed.event());
      }
    }
    return events;
  }
}
