package org.exojvm.benchmarks.network;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.exojvm.api.transport.Topic;

/** Events through the adapter, which lets those of one topic share a signature. */
final class AdapterEvents implements Workload {

  private static final int BYTES = 300;
  private static final int AT_A_TIME = 20_000;
  private static final int WARM_UP_SECONDS = 5;
  private static final int SECONDS = 10;

  @Override
  public String name() {
    return "events of 300 B through the adapter";
  }

  @Override
  public String goal() {
    return "30,000/s";
  }

  @Override
  public String java() {
    AtomicLong received = new AtomicLong();
    byte[] payload = new byte[BYTES];
    try (Cluster cluster = Cluster.start(2, (_, _) -> received.incrementAndGet())) {
      Runnable send = () -> cluster.node(0).publish(Topic.GLOBAL_EVENTS, payload);
      Rate.measure(send, received::get, AT_A_TIME, WARM_UP_SECONDS);
      return Rate.text(Rate.measure(send, received::get, AT_A_TIME, SECONDS));
    }
  }

  @Override
  public Optional<String> js(JsPair peers) {
    return Optional.empty();
  }
}
