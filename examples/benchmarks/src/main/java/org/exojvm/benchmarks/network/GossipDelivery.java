package org.exojvm.benchmarks.network;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.exojvm.api.transport.Topic;

/**
 * From publishing a message to its delivery at each of the others, at a rate that does not wait for
 * anything. Either one node publishes, as the master of a cluster does whose events all follow, or
 * all by turns, which lets no two messages share a signature.
 */
final class GossipDelivery implements Workload {

  private static final int RATE = 1_000;

  /** Until then the JVM compiles what it runs. */
  private static final int WARM_UP_SECONDS = 20;

  private static final int SECONDS = 15;
  private static final int BYTES = 300;

  private final int size;
  private final int authors;

  GossipDelivery(int size, int authors) {
    this.size = size;
    this.authors = authors;
  }

  @Override
  public String name() {
    return "delivery among %d nodes, %,d messages/s of %s"
        .formatted(size, RATE, authors == 1 ? "one" : "all");
  }

  @Override
  public String goal() {
    return size > 2 ? "5 ms p99" : "-";
  }

  @Override
  public String java() {
    int warmUp = WARM_UP_SECONDS * RATE;
    int messages = SECONDS * RATE;
    Latencies took = new Latencies(messages * (size - 1));
    AtomicLong received = new AtomicLong();
    try (Cluster cluster =
        Cluster.start(size, (_, payload) -> note(payload, warmUp, took, received))) {
      publish(cluster, warmUp + messages);
      long all = (long) (warmUp + messages) * (size - 1);
      Waiting.untilCount(received::get, all);
      return took.text() + lost(all - received.get());
    }
  }

  private static String lost(long count) {
    return count == 0 ? "" : ", %d lost".formatted(count);
  }

  private void publish(Cluster cluster, int messages) {
    long start = System.nanoTime();
    for (int i = 0; i < messages; i++) {
      Waiting.untilNanos(start + TimeUnit.SECONDS.toNanos(i) / RATE);
      byte[] payload = new byte[BYTES];
      ByteBuffer.wrap(payload).putInt(i).putLong(System.nanoTime());
      cluster.node(i % authors).publish(Topic.GLOBAL_EVENTS, payload);
    }
  }

  private static void note(byte[] payload, int warmUp, Latencies took, AtomicLong received) {
    long now = System.nanoTime();
    ByteBuffer head = ByteBuffer.wrap(payload);
    if (head.getInt() >= warmUp) {
      took.add(now - head.getLong());
    }
    received.incrementAndGet();
  }

  @Override
  public Optional<String> js(JsPair peers) throws Exception {
    return size == 2
        ? Optional.of(peers.measure("delivery", WARM_UP_SECONDS * RATE, SECONDS * RATE))
        : Optional.empty();
  }
}
