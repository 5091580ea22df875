package org.exojvm.transport.libp2p;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.exojvm.api.id.NodeId;

/** Transports of one test, on the loopback interface. */
final class TestNodes {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final ImmutableList<String> NAMES =
      ImmutableList.of("a", "b", "c", "d", "e", "stranger");

  private static final ImmutableMap<NodeId, String> NAMES_BY_ID =
      NAMES.stream()
          .collect(
              ImmutableMap.toImmutableMap(
                  name -> config(name).build().nodeId(), Function.identity()));

  private TestNodes() {}

  static String nameOf(NodeId id) {
    return NAMES_BY_ID.getOrDefault(id, id.value());
  }

  /** Returns the configuration of a node with a name, whose key is made of the name. */
  static Libp2pConfig.Builder config(String name) {
    return Libp2pConfig.builder()
        .seed("%064x".formatted(name.hashCode()))
        .namespace("test")
        .listen("/ip4/127.0.0.1/tcp/0")
        .mdns(false);
  }

  /** Lets each of some transports that are open keep connected to the first. */
  static void connect(List<Libp2pTransport> transports) {
    List<Libp2pTransport> open =
        transports.stream().filter(transport -> !transport.listenAddresses().isEmpty()).toList();
    open.stream()
        .skip(1)
        .forEach(transport -> transport.keep(open.getFirst().listenAddresses().getFirst()));
  }

  /** Waits for what other threads do; gives up after a time that says something is wrong. */
  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the time is over").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
