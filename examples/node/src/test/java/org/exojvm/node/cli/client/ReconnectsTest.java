package org.exojvm.node.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Goal: a follower neither hammers a node nor waits for ever. */
class ReconnectsTest {

  @Test
  void waitsDoubleUpToABound() {
    Reconnects some =
        new Reconnects(9, Duration.ofMillis(10), Duration.ofMillis(35), Duration.ZERO);
    assertThat(ImmutableList.of(1, 2, 3, 1_000).stream().map(some::before))
        .containsExactly(
            Duration.ofMillis(10),
            Duration.ofMillis(20),
            Duration.ofMillis(35),
            Duration.ofMillis(35));
  }
}
