package org.exojvm.transport.libp2p.interop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What has happened, for threads that wait for it. */
final class Events<E> {

  private static final Duration PATIENCE = Duration.ofSeconds(Peer.PATIENCE_SECONDS);

  private final List<E> all = new ArrayList<>();
  private boolean over;

  synchronized void add(E event) {
    all.add(event);
    notifyAll();
  }

  /** Nothing happens any more. */
  synchronized void end() {
    over = true;
    notifyAll();
  }

  /** Returns the events of a kind that have happened more than once, as text. */
  synchronized Set<String> twice(Predicate<E> wanted) {
    Set<E> seen = new HashSet<>();
    return all.stream()
        .filter(event -> wanted.test(event) && !seen.add(event))
        .map(Object::toString)
        .collect(Collectors.toSet());
  }

  /** Returns the first event of a kind, waiting for it. */
  synchronized E await(Supplier<String> what, Predicate<E> wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<E> found = all.stream().filter(wanted).findFirst();
    while (found.isEmpty()) {
      long leftMillis = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (over || leftMillis <= 0) {
        throw new AssertionError(
            "%s: not after %s. There was: %s"
                .formatted(what.get(), over ? "the end" : PATIENCE, latest()));
      }
      try {
        wait(leftMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Interrupted while waiting for: " + what.get(), e);
      }
      found = all.stream().filter(wanted).findFirst();
    }
    return found.get();
  }

  private List<E> latest() {
    return all.subList(Math.max(0, all.size() - Peer.MAX_TEXT), all.size());
  }
}
