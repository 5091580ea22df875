package org.exojvm.transport.libp2p.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.junit.jupiter.api.Test;

/** Goal: a flood of connections is bounded, and keeps nobody out who comes from elsewhere. */
class UnauthenticatedTest {

  private final List<String> closed = new ArrayList<>();
  private final Counters counters = new Counters();
  private final Unauthenticated unauthenticated = new Unauthenticated(counters);

  private Duplex socket(String name) {
    return new Duplex() {
      @Override
      public int read(byte[] target, int offset, int length) {
        return -1;
      }

      @Override
      public void write(byte[] source, int offset, int length) {
        // Nobody is there.
      }

      @Override
      public void flush() {
        // Nobody is there.
      }

      @Override
      public void close() {
        closed.add(name);
      }
    };
  }

  @Test
  void theOldestOfTheMachineWithTheMostMakesRoom() {
    unauthenticated.add(socket("friend"), "10.0.0.1");
    for (int i = 0; i < SwarmLimits.MAX_UNAUTHENTICATED + 1; i++) {
      unauthenticated.add(socket("flood " + i), "10.0.0.2");
    }
    assertThat(closed).containsExactly("flood 0", "flood 1");
    assertThat(counters.snapshot()).containsEntry(Counter.EVICTED, 2L);

    unauthenticated.close();
    assertThat(closed).hasSize(SwarmLimits.MAX_UNAUTHENTICATED + 2).contains("friend");
    unauthenticated.add(socket("late"), "10.0.0.3");
    assertThat(closed).endsWith("late");
  }
}
