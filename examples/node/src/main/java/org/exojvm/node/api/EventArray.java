package org.exojvm.node.api;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.node.EventStream;
import org.exojvm.core.node.EventsMissedException;
import org.exojvm.core.node.ExoNode;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.Reply.ReplyStream;
import org.jspecify.annotations.Nullable;

/**
 * The log as one JSON array, in the spelling of the wire, written as it is read: neither the events
 * nor their text are held in memory at once. It ends at the event that was the last one when it
 * began.
 */
final class EventArray {

  /**
   * Most events of one answer; more are asked for by index. Smaller: more requests. Larger: an
   * answer takes longer than a proxy waits.
   */
  static final int MAX_EVENTS = 100_000;

  /** Text that is gathered before it is sent. */
  private static final int PIECE_CHARS = 32_768;

  /** How often a start that is not kept any more is sought anew, while the log moves on. */
  private static final int MAX_STARTS = 3;

  /** State is known a moment before its last event can be read; beyond that, the node stops. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ExoNode node;
  private final Query query;

  EventArray(ExoNode node, Query query) {
    this.node = node;
    this.query = query;
  }

  Reply reply() throws Problem {
    long last = node.state().lastEventAppliedIdx();
    boolean isChosen = query.word("from").isPresent();
    long from = query.number("from", 0, Long.MAX_VALUE - MAX_EVENTS, 0);
    long limit = query.number("limit", 1, MAX_EVENTS, MAX_EVENTS);
    for (int start = 0; start < MAX_STARTS; start++) {
      try {
        EventStream stream = node.events(from);
        Optional<IndexedEvent> first = from > last ? Optional.empty() : stream.next(PATIENCE);
        if (from <= last && first.isEmpty()) {
          throw stopping();
        }
        return reply(stream, first, from, Math.min(last, from + limit - 1));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw stopping();
      } catch (EventsMissedException e) {
        if (isChosen) {
          throw Problem.of(
                  410, "invalid_request_error", "events_missed", String.valueOf(e.getMessage()))
              .about("from");
        }
        from = e.resumeIdx();
      }
    }
    throw Problem.unavailable(
        "events_missed", "The log moves on faster than it is read. Maybe ask from a later index.");
  }

  private static Problem stopping() {
    return Problem.unavailable("stopping", "The node stops. Maybe ask another one.");
  }

  private static Reply reply(
      EventStream stream, Optional<IndexedEvent> first, long from, long last) {
    return new Reply.Streaming(
        200,
        Reply.JSON,
        out -> write(stream, first, last, out),
        ImmutableMap.of(
            "X-First-Index", Long.toString(from),
            "X-Next-Index", Long.toString(Math.max(from, last + 1))));
  }

  private static void write(
      EventStream stream, Optional<IndexedEvent> first, long last, ReplyStream out)
      throws IOException {
    StringBuilder piece = new StringBuilder("[");
    Optional<IndexedEvent> event = first;
    try {
      while (event.isPresent()) {
        piece.append(ExoJson.wire().encode(WireTypes.EVENT, event.get().event()));
        if (event.get().idx() == last) {
          out.write(piece.append(']').toString());
          return;
        }
        piece.append(',');
        if (piece.length() >= PIECE_CHARS) {
          out.write(piece.toString());
          piece.setLength(0);
        }
        event = stream.next(PATIENCE);
      }
    } catch (EventsMissedException | InterruptedException e) {
      throw broken(e);
    }
    if (first.isPresent()) {
      throw broken(null);
    }
    out.write("[]");
  }

  /** An array that ended here would look whole. */
  private static IOException broken(@Nullable Exception cause) {
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new IOException("The log cannot be read on.", cause);
  }
}
