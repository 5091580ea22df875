package org.exojvm.benchmarks.network;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.exojvm.transport.libp2p.Libp2pTransport;

/** One request after the other, each on a stream of its own, and its answer. */
final class RequestRoundTrip implements Workload {

  private static final int BYTES = 1_024;
  private static final int WARM_UP = 20_000;
  private static final int REQUESTS = 20_000;
  private static final int JS_REQUESTS = 3_000;
  private static final int PATIENCE_SECONDS = 30;

  @Override
  public String name() {
    return "request of 1 KiB and its answer";
  }

  @Override
  public String goal() {
    return "1 ms p99";
  }

  @Override
  public String java() throws Exception {
    try (Cluster cluster = Cluster.start(2, (_, _) -> {})) {
      ask(cluster, new Latencies(WARM_UP), WARM_UP);
      Latencies took = new Latencies(REQUESTS);
      ask(cluster, took, REQUESTS);
      return took.text();
    }
  }

  private static void ask(Cluster cluster, Latencies took, int times) throws Exception {
    Libp2pTransport asking = cluster.node(0);
    Libp2pTransport answering = cluster.node(1);
    byte[] request = new byte[BYTES];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      var _ =
          asking
              .request(answering.self(), request)
              .toCompletableFuture()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      took.add(System.nanoTime() - start);
    }
  }

  @Override
  public Optional<String> js(JsPair peers) throws Exception {
    return Optional.of(peers.measure("requests", JS_REQUESTS, JS_REQUESTS));
  }
}
