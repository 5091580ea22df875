package org.exojvm.node.cli.client;

import java.time.Duration;

/**
 * How a follower comes back.
 *
 * @param attempts connections in a row that may fail before it gives up
 * @param first wait before the first of them; doubles from one to the next
 * @param longest longest wait
 * @param silence time without a word, keep-alives included, after which a connection counts as gone
 */
public record Reconnects(int attempts, Duration first, Duration longest, Duration silence) {

  /** Half a minute in all, and three keep-alives of 10 s. */
  public static final Reconnects DEFAULT =
      new Reconnects(10, Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofSeconds(35));

  /** Returns the wait before an attempt, which is 1 or more. */
  Duration before(int attempt) {
    long doubled = first.toMillis() << Math.min(attempt - 1, 20);
    return Duration.ofMillis(Math.min(doubled, longest.toMillis()));
  }
}
