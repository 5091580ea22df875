package org.exojvm.node.stream;

import java.time.Duration;
import org.immutables.value.Value;

/**
 * Bounds of a stream of events.
 *
 * @param keepAlive time without events after which a comment is sent. Shorter: idle traffic. Longer
 *     than a third of the idle time of connections: proxies and the server close them
 * @param poll time between two looks at whether an idle client is still there. Longer: streams of
 *     clients that are gone keep their place
 * @param pieceBytes bytes after which what has gathered is sent; more than one event only while the
 *     client is behind. Smaller: more system calls. Larger: more memory for each client that stalls
 */
@Value.Builder
record StreamLimits(Duration keepAlive, Duration poll, int pieceBytes) implements WithStreamLimits {

  static final StreamLimits DEFAULT =
      new StreamLimits(Duration.ofSeconds(10), Duration.ofSeconds(1), 65_536);
}
