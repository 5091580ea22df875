package org.exojvm.transport.libp2p.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.timer.ManualTimers;
import org.junit.jupiter.api.Test;

/** Goal: an address is dialled as long as it is kept, and by one attempt at a time. */
class KeptAddressesTest {

  private static final Multiaddr ADDRESS = Multiaddr.parse("/ip4/10.0.0.1/tcp/4001");

  private final ManualTimers timers = new ManualTimers();
  private final List<CompletableFuture<ConnectionInfo>> dials = new ArrayList<>();
  private final KeptAddresses kept =
      new KeptAddresses(this::dial, timers, SwarmTimes.DEFAULT, new Random(1));

  private CompletableFuture<ConnectionInfo> dial(Multiaddr address) {
    assertThat(address).isEqualTo(ADDRESS);
    CompletableFuture<ConnectionInfo> dial = new CompletableFuture<>();
    dials.add(dial);
    return dial;
  }

  private void failAll() {
    dials.forEach(dial -> dial.completeExceptionally(new IOException("nobody is there")));
    dials.clear();
  }

  @Test
  void anAddressThatComesAndGoesWhileItIsDialledIsTriedAgainOnce() {
    kept.start();
    for (int i = 0; i < 10; i++) {
      kept.keep(ADDRESS);
      timers.advance(Duration.ZERO);
      kept.forget(ADDRESS);
    }
    kept.keep(ADDRESS);
    timers.advance(Duration.ZERO);
    failAll();

    timers.advance(SwarmTimes.DEFAULT.retryMin());
    assertThat(dials).hasSize(1);
  }

  @Test
  void anAddressThatIsForgottenIsDialledNoMore() {
    kept.start();
    kept.keep(ADDRESS);
    timers.advance(Duration.ZERO);
    kept.forget(ADDRESS);
    failAll();
    timers.advance(SwarmTimes.DEFAULT.retryMax());

    assertThat(dials).isEmpty();
  }

  @Test
  void pausesBetweenFailuresGrow() {
    kept.keep(ADDRESS);
    kept.start();
    timers.advance(Duration.ZERO);
    List<Integer> attempts = new ArrayList<>();
    for (int second = 0; second < 120; second++) {
      failAll();
      timers.advance(Duration.ofSeconds(1));
      if (!dials.isEmpty()) {
        attempts.add(second);
      }
    }

    assertThat(attempts).hasSizeBetween(3, 8);
    assertThat(attempts.get(1) - attempts.get(0)).isGreaterThan(attempts.getFirst());
  }
}
