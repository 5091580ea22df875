package org.exojvm.node.openai;

import java.time.Duration;
import org.immutables.value.Value;

/**
 * How long a request may take and how much it may bring.
 *
 * @param acceptance longest wait for the master to take a request in. Shorter: requests fail while
 *     a master is elected. Longer: clients wait in vain
 * @param firstPiece longest wait for the first piece of output once it is taken in: behind other
 *     requests, and while a long prompt is read. Shorter: long prompts fail. Longer: a request that
 *     hangs keeps its place
 * @param nextPiece longest wait for each further piece. Shorter: slow machines fail. Longer: as
 *     above
 * @param total longest time of a whole request. Shorter: long answers break off. Longer: a model
 *     that does not stop keeps its machines
 * @param quiet time without output after which a stream tells that it lives. Longer than a third of
 *     the idle time of connections: they are closed while a long prompt is read
 * @param grace time that output may be behind the news that its request has ended. Shorter: the end
 *     of an answer is lost. Longer: failures are told later
 * @param poll time between two looks at the client and at the cluster. Shorter: more work. Longer:
 *     machines go on for clients that are gone
 * @param maxPieces most pieces of one answer; more than any context has tokens
 * @param maxChars most characters of an answer that is sent whole, about two bytes each in memory
 */
@Value.Builder
record ChatLimits(
    Duration acceptance,
    Duration firstPiece,
    Duration nextPiece,
    Duration total,
    Duration quiet,
    Duration grace,
    Duration poll,
    int maxPieces,
    int maxChars)
    implements WithChatLimits {

  static final ChatLimits DEFAULT =
      new ChatLimits(
          Duration.ofSeconds(90),
          Duration.ofMinutes(10),
          Duration.ofMinutes(2),
          Duration.ofHours(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(3),
          Duration.ofMillis(200),
          2_000_000,
          16_000_000);
}
