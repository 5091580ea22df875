package org.exojvm.transport.libp2p.swarm;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.timer.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Addresses that are dialled whenever nobody is connected there, with back-off and jitter. */
final class KeptAddresses {

  private static final Logger LOG = LoggerFactory.getLogger(KeptAddresses.class);

  private final Function<Multiaddr, CompletableFuture<ConnectionInfo>> dialler;
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

  /**
   * Creates the keeping of no addresses.
   *
   * @param dialler dials an address, unless somebody is connected there
   */
  KeptAddresses(
      Function<Multiaddr, CompletableFuture<ConnectionInfo>> dialler,
      Timers timers,
      SwarmTimes times,
      RandomGenerator random) {
    this.dialler = dialler;
    this.timers = timers;
    this.times = times;
    this.random = random;
  }

  synchronized void start() {
    running = true;
    kept.forEach((address, entry) -> schedule(address, entry, Duration.ZERO));
  }

  synchronized boolean keep(Multiaddr address) {
    if (!address.isTcp()
        || (kept.size() == SwarmLimits.MAX_KEPT_ADDRESSES && !kept.containsKey(address))) {
      return false;
    }
    Kept added = new Kept(times.retryMin());
    if (kept.putIfAbsent(address, added) == null) {
      schedule(address, added, Duration.ZERO);
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

  private synchronized void schedule(Multiaddr address, Kept entry, Duration delay) {
    if (isKept(address, entry)) {
      entry.next = timers.after(delay, () -> attempt(address, entry));
    }
  }

  /**
   * Not if it was forgotten and kept again meanwhile: each time has its own attempts, or an address
   * that comes and goes would be dialled by more and more of them.
   */
  private synchronized boolean isKept(Multiaddr address, Kept entry) {
    return running && kept.get(address) == entry;
  }

  /** Looks whether somebody is connected there, and dials if not. */
  private void attempt(Multiaddr address, Kept entry) {
    if (!isKept(address, entry)) {
      return;
    }
    var _ =
        dialler
            .apply(address)
            .whenComplete(
                (_, error) -> {
                  if (error instanceof UpgradeException upgrade
                      && upgrade.counter() == Counter.SELF) {
                    forget(address);
                  } else {
                    Duration pause = nextPause(address, entry, Optional.ofNullable(error));
                    schedule(address, entry, jittered(pause));
                  }
                });
  }

  /** One failure after another is told once, or an address that nobody is at would fill the log. */
  private synchronized Duration nextPause(
      Multiaddr address, Kept entry, Optional<Throwable> failure) {
    if (failure.isEmpty()) {
      entry.pause = times.retryMin();
      entry.isFailing = false;
      return times.retryMin();
    }
    if (isKept(address, entry) && !entry.isFailing) {
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
