package org.exojvm.benchmarks.network;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** From dialling to a connection that is authenticated, encrypted and multiplexed. */
final class ConnectionSetup implements Workload {

  private static final int WARM_UP = 300;
  private static final int CONNECTIONS = 1_000;
  private static final int JS_CONNECTIONS = 500;
  private static final int PATIENCE_SECONDS = 30;

  @Override
  public String name() {
    return "connection set-up";
  }

  @Override
  public String goal() {
    return "50 ms p99";
  }

  @Override
  public String java() throws Exception {
    try (Host listener = Host.start();
        Host dialler = Host.start()) {
      dial(dialler, listener, new Latencies(WARM_UP), WARM_UP);
      Latencies took = new Latencies(CONNECTIONS);
      dial(dialler, listener, took, CONNECTIONS);
      return took.text();
    }
  }

  private static void dial(Host dialler, Host listener, Latencies took, int times)
      throws Exception {
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      var _ = dialler.swarm().dial(listener.address()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      took.add(System.nanoTime() - start);
      dialler.swarm().disconnect(listener.id(), "measured");
      Waiting.until(() -> dialler.swarm().peers().isEmpty() && listener.swarm().peers().isEmpty());
    }
  }

  @Override
  public Optional<String> js(JsPair peers) throws Exception {
    return Optional.of(peers.measure("connections", WARM_UP, JS_CONNECTIONS));
  }
}
