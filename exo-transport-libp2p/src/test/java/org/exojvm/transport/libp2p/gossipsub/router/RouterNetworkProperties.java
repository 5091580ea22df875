package org.exojvm.transport.libp2p.gossipsub.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;

/**
 * Goal: whatever peers did before, once they have settled every message reaches every subscriber to
 * which subscribers lead, and never one twice. Method: a minute of random connections, joins,
 * leaves and losses among simulated routers, then quiet until back-offs have ended, then messages.
 */
class RouterNetworkProperties {

  private static final String[] TOPICS = {"commands", "global_events"};
  private static final int STEPS = 150;
  private static final int MESSAGES = 12;
  private static final int STREAM = 150;
  private static final long STEP_MILLIS = 400;

  /** Longer than the longest back-off, and a few heartbeats. */
  private static final long SETTLE_MILLIS = (GossipParameters.PRUNE_BACKOFF_SECONDS + 10) * 1_000;

  private static final int[] SIZES = {0, 10, 300, 5_000};

  @Property(tries = 150)
  void messageReachesAllWhomSubscribersLeadToOnce(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 24) int nodes,
      @ForAll boolean floodsOwn,
      @ForAll @IntRange(min = 10, max = 100) int densityPercent) {
    Random random = new Random(seed);
    RouterNetwork network = new RouterNetwork(nodes, floodsOwn, seed);
    disturb(network, random, densityPercent);
    network.lossPercent = 0;
    network.run(SETTLE_MILLIS);

    Map<MessageId, Set<Integer>> expected = new HashMap<>();
    for (int i = 0; i < MESSAGES; i++) {
      int author = random.nextInt(nodes);
      String topic = TOPICS[i % TOPICS.length];
      MessageId id = network.publish(author, topic, SIZES[i % SIZES.length]);
      expected.put(id, reachable(network, author, topic));
      network.run(random.nextInt(500));
    }
    network.run(GossipParameters.GOSSIP_WINDOWS * GossipParameters.HEARTBEAT_MILLIS + 2_000);

    expected.forEach(
        (id, receivers) -> {
          for (int node = 0; node < nodes; node++) {
            assertThat(network.deliveries(node, id))
                .as("%s at %d", id, node)
                .isEqualTo(receivers.contains(node) ? 1 : 0);
          }
        });
    assertThat(network.faults()).isEmpty();
  }

  /** A message that is under way on a connection that breaks is had from somebody else. */
  @Property(tries = 60)
  void messageReachesAllThoughConnectionsBreakMeanwhile(
      @ForAll long seed, @ForAll @IntRange(min = 3, max = 10) int nodes) {
    Random random = new Random(seed);
    RouterNetwork network = new RouterNetwork(nodes, true, seed);
    joinAll(network);
    List<MessageId> ids = new ArrayList<>();
    for (int i = 0; i < STREAM; i++) {
      ids.add(network.publish(i % 2, TOPICS[0], SIZES[i % SIZES.length]));
      if (i % 10 == 0) {
        breakOne(network, random);
      }
      network.run(random.nextInt(50));
    }
    network.run(GossipParameters.GOSSIP_WINDOWS * GossipParameters.HEARTBEAT_MILLIS + 2_000);

    for (int i = 0; i < ids.size(); i++) {
      for (int node = 0; node < nodes; node++) {
        assertThat(network.deliveries(node, ids.get(i)))
            .as("message %d at %d", i, node)
            .isEqualTo(node == i % 2 ? 0 : 1);
      }
    }
    assertThat(network.faults()).isEmpty();
  }

  @Property(tries = 20)
  void whereAllAreConnectedAMessageCostsLittleMoreThanOneCopyEach(
      @ForAll long seed, @ForAll @IntRange(min = 3, max = 12) int nodes) {
    RouterNetwork network = new RouterNetwork(nodes, true, seed);
    network.versions = List.of(GossipVersion.V1_2);
    joinAll(network);
    for (int i = 0; i < 2 * STREAM; i++) {
      network.publish(i % nodes, TOPICS[0], 10);
      network.run(20);
    }
    long before = network.copies();
    for (int i = 0; i < STREAM; i++) {
      network.publish(i % nodes, TOPICS[0], 10);
      network.run(20);
    }

    assertThat(network.copies() - before)
        .isBetween((long) STREAM * (nodes - 1), STREAM * (nodes - 1) * 13L / 10);
  }

  private static void joinAll(RouterNetwork network) {
    for (int a = 0; a < network.nodes(); a++) {
      for (int b = 0; b < a; b++) {
        network.connect(a, b);
      }
      network.join(a, TOPICS[0]);
    }
    network.run(SETTLE_MILLIS);
  }

  /** Breaks a connection unless that parts the network: all stay connected to the last. */
  private static void breakOne(RouterNetwork network, Random random) {
    int last = network.nodes() - 1;
    network.disconnect(random.nextInt(last), random.nextInt(last));
  }

  private static void disturb(RouterNetwork network, Random random, int densityPercent) {
    network.lossPercent = 30;
    int nodes = network.nodes();
    for (int a = 0; a < nodes; a++) {
      for (int b = 0; b < a; b++) {
        if (random.nextInt(100) < densityPercent) {
          boolean swapped = random.nextBoolean();
          network.connect(swapped ? a : b, swapped ? b : a);
        }
      }
      network.join(a, TOPICS[0]);
    }
    for (int i = 0; i < STEPS; i++) {
      int a = random.nextInt(nodes);
      int b = random.nextInt(nodes);
      String topic = TOPICS[random.nextInt(TOPICS.length)];
      switch (random.nextInt(6)) {
        case 0 -> network.disconnect(a, b);
        case 1 -> network.connect(a, b);
        case 2 -> network.leave(a, topic);
        case 3, 4 -> network.join(a, topic);
        default -> network.publish(a, topic, random.nextInt(3_000));
      }
      network.run(random.nextLong(STEP_MILLIS));
    }
  }

  /** The subscribers to whom a way leads on which all but the author are subscribers. */
  private static Set<Integer> reachable(RouterNetwork network, int author, String topic) {
    Set<Integer> reached = new HashSet<>();
    ArrayDeque<Integer> next = new ArrayDeque<>();
    next.add(author);
    reached.add(author);
    while (!next.isEmpty()) {
      int from = next.remove();
      for (int to = 0; to < network.nodes(); to++) {
        if (network.isConnected(from, to) && network.isJoined(to, topic) && reached.add(to)) {
          next.add(to);
        }
      }
    }
    reached.remove(author);
    return reached;
  }
}
