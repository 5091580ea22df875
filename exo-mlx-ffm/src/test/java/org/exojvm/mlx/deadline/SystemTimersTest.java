package org.exojvm.mlx.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Goal: armed timers run once their delay is over, cancelled ones never. */
class SystemTimersTest {

  @Test
  void anArmedTimerRunsAndACancelledOneBeforeItDoesNot() throws InterruptedException {
    try (SystemTimers timers = new SystemTimers()) {
      AtomicBoolean cancelledRan = new AtomicBoolean();
      CountDownLatch ran = new CountDownLatch(1);
      // One thread runs them in the order of their times, so the first is cancelled in time.
      timers.after(
          Duration.ofMillis(1),
          () -> {
            Timers.Timer doomed = timers.after(Duration.ZERO, () -> cancelledRan.set(true));
            doomed.cancel();
            timers.after(Duration.ofMillis(1), ran::countDown);
          });
      assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(cancelledRan).isFalse();
    }
  }
}
