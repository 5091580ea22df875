package org.exojvm.node.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.node.EventStream;
import org.exojvm.core.node.EventsMissedException;
import org.exojvm.node.http.Reply;

/**
 * The events from one index on for one client. It takes from the node what it can send, and waits
 * for the client and nobody else; a client that stops reading is cut off by the write deadline of
 * the server, and one that is so slow that events are no longer kept is told where to resume.
 * Belongs to the thread of the request.
 */
final class EventStreamBody implements Reply.StreamBody {

  private final EventStream events;
  private final EventFrames frames;
  private final StreamLimits limits;
  private final Runnable onEnd;
  private final long fromIdx;
  private long wroteNanos;

  /**
   * Creates a body.
   *
   * @param onEnd run once, when the stream has ended or is not wanted after all
   */
  EventStreamBody(EventStream events, EventFrames frames, StreamLimits limits, Runnable onEnd) {
    this.events = events;
    this.frames = frames;
    this.limits = limits;
    this.onEnd = onEnd;
    this.fromIdx = events.nextIdx();
  }

  @Override
  public void abandon() {
    onEnd.run();
  }

  @Override
  public void writeTo(Reply.ReplyStream out) throws IOException {
    try {
      // Commits the head, so that a client knows that it is heard before anything happens.
      write(out, "retry: 1000\n: events from %d on\n\n".formatted(fromIdx));
      while (!out.isGone() && !events.isEnded()) {
        round(out);
      }
    } catch (EventsMissedException e) {
      write(out, missed(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      onEnd.run();
    }
  }

  private void round(Reply.ReplyStream out)
      throws IOException, EventsMissedException, InterruptedException {
    Optional<IndexedEvent> next = events.next(limits.poll());
    if (next.isPresent()) {
      out.write(piece(next.get()));
      wroteNanos = System.nanoTime();
    } else if (System.nanoTime() - wroteNanos >= limits.keepAlive().toNanos()) {
      write(out, ": alive\n\n");
    }
  }

  private void write(Reply.ReplyStream out, String text) throws IOException {
    out.write(text);
    wroteNanos = System.nanoTime();
  }

  /** Returns an event with those that are there already, up to a bound. */
  private byte[] piece(IndexedEvent first) throws InterruptedException {
    byte[] frame = frames.frame(first);
    Optional<IndexedEvent> next = frame.length < limits.pieceBytes() ? more() : Optional.empty();
    if (next.isEmpty()) {
      return frame;
    }
    ByteArrayOutputStream piece = new ByteArrayOutputStream(2 * frame.length);
    piece.writeBytes(frame);
    while (next.isPresent()) {
      piece.writeBytes(frames.frame(next.get()));
      next = piece.size() < limits.pieceBytes() ? more() : Optional.empty();
    }
    return piece.toByteArray();
  }

  private Optional<IndexedEvent> more() throws InterruptedException {
    try {
      return events.next(Duration.ZERO);
    } catch (EventsMissedException e) {
      // Every further call throws it as well: the next round tells the client.
      return Optional.empty();
    }
  }

  /**
   * Returns the event that tells where to resume. Its id is the one before that, so that a client
   * that connects again with {@code Last-Event-ID} goes on from there.
   */
  private static String missed(EventsMissedException e) {
    return "id: %d\nevent: missed\ndata: %s\n\n"
        .formatted(
            e.resumeIdx() - 1,
            JsonNodeFactory.instance
                .objectNode()
                .put("missed_idx", e.missedIdx())
                .put("resume_idx", e.resumeIdx())
                .put("message", e.getMessage()));
  }
}
