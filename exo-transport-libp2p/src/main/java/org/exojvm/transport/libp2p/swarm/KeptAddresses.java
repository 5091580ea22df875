package org.exojvm.transport.libp2p.swarm;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.timer.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Addresses that are dialled whenever nobody is connected there, with back-off and jitter. */
final class KeptAddresses {

  private static final Logger LOG = LoggerFactory.getLogger(KeptAddresses.class);

  private final Dialler dialler;
  private final Timers timers;
  private final SwarmTimes times;
  private final RandomGenerator random;
  private final Map<Multiaddr, Kept> kept = new HashMap<>();
  private boolean running;

  private static final class Kept {

    private Duration pause;
    private boolean isFailing;
    private Timers.@Nullable Timeout next;

    Kept(Duration pause) {
      this.pause = pause;
    }
  }

  KeptAddresses(Dialler dialler, Timers timers, SwarmTimes times, RandomGenerator random) {
    this.dialler = dialler;
    this.timers = timers;
    this.times = times;
    this.random = random;
  }

  synchronized void start() {
    running = true;
    kept.keySet().forEach(address -> schedule(address, Duration.ZERO));
  }

  synchronized boolean keep(Multiaddr address) {
    if (!address.isTcp()
        || (kept.size() == SwarmLimits.MAX_KEPT_ADDRESSES && !kept.containsKey(address))) {
      return false;
    }
    if (kept.putIfAbsent(address, new Kept(times.retryMin())) == null && running) {
      schedule(address, Duration.ZERO);
    }
    return true;
  }

  synchronized void forget(Multiaddr address) {
    Kept removed = kept.remove(address);
    if (removed != null && removed.next != null) {
      removed.next.cancel();
    }
  }

  synchronized void close() {
    running = false;
  }

  private synchronized void schedule(Multiaddr address, Duration delay) {
    Kept entry = kept.get(address);
    if (entry != null && running) {
      entry.next = timers.after(delay, () -> attempt(address));
    }
  }

  /** Looks whether somebody is connected there, and dials if not. */
  private void attempt(Multiaddr address) {
    var _ =
        dialler
            .dial(address)
            .whenComplete(
                (_, error) -> {
                  if (error instanceof UpgradeException upgrade
                      && upgrade.counter() == Counter.SELF) {
                    forget(address);
                  } else {
                    schedule(address, jittered(nextPause(address, Optional.ofNullable(error))));
                  }
                });
  }

  /** One failure after another is told once, or an address that nobody is at would fill the log. */
  private synchronized Duration nextPause(Multiaddr address, Optional<Throwable> failure) {
    Kept entry = kept.get(address);
    if (entry == null || failure.isEmpty()) {
      if (entry != null) {
        entry.pause = times.retryMin();
        entry.isFailing = false;
      }
      return times.retryMin();
    }
    if (running && !entry.isFailing) {
      entry.isFailing = true;
      LOG.warn(
          "The peer at {} is not reached, and is tried again: {}",
          address,
          failure.get().getMessage());
    }
    Duration pause = entry.pause;
    Duration doubled = pause.multipliedBy(2);
    entry.pause = doubled.compareTo(times.retryMax()) > 0 ? times.retryMax() : doubled;
    return pause;
  }

  /**
   * Half of the pause to all of it: nodes that start together should not dial together for ever.
   */
  private Duration jittered(Duration pause) {
    long half = pause.toNanos() / 2;
    return Duration.ofNanos(half + random.nextLong(half + 1));
  }
}
