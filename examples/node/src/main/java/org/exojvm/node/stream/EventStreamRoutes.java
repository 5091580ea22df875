package org.exojvm.node.stream;

import com.google.common.primitives.Longs;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.exojvm.core.node.ExoNode;
import org.exojvm.node.http.ApiRequest;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.Routes;
import org.exojvm.node.program.NodeAccess;

/**
 * {@code GET /events/stream?from=IDX}: server-sent events (WHATWG HTML, section 9.2), from an index
 * on or, without one, from now on. {@code Last-Event-ID} resumes behind the event it names and wins
 * over {@code from}, as a client that connects again sends both. A client that is too slow gets an
 * event {@code missed} with {@code resume_idx}: read {@code /state}, and resume there.
 *
 * <p>Threading: safe for any thread.
 */
public final class EventStreamRoutes {

  private static final String FROM = "from";

  private static final String LAST_EVENT_ID = "Last-Event-ID";

  /**
   * How far ahead of this node a client may begin: it may come from one that is ahead. Larger:
   * those who have another log in mind wait for nothing.
   */
  static final long MAX_AHEAD = 100_000;

  private final ExoNode node;
  private final StreamLimits limits;
  private final EventFrames frames = new EventFrames();
  private final AtomicInteger open = new AtomicInteger();

  /** Creates the route of a node. */
  public EventStreamRoutes(NodeAccess access) {
    this(access, StreamLimits.DEFAULT);
  }

  EventStreamRoutes(NodeAccess access, StreamLimits limits) {
    this.node = access.node();
    this.limits = limits;
  }

  /** Adds the route. */
  public void addTo(Routes.Builder routes) {
    routes.get("/events/stream", this::stream);
  }

  /** Returns how many streams are open. */
  public int open() {
    return open.get();
  }

  /** Returns how many events were encoded so far, for however many clients. */
  public long encodedEvents() {
    return frames.encoded();
  }

  private Reply stream(ApiRequest request) throws Problem {
    long fromIdx = fromIdx(request);
    open.incrementAndGet();
    AtomicBoolean ended = new AtomicBoolean();
    return Reply.events(
        new EventStreamBody(
            node.events(fromIdx),
            frames,
            limits,
            () -> {
              if (ended.compareAndSet(false, true)) {
                open.decrementAndGet();
              }
            }));
  }

  private long fromIdx(ApiRequest request) throws Problem {
    long nowIdx = node.state().lastEventAppliedIdx() + 1;
    String last = request.header(LAST_EVENT_ID);
    if (last != null && !last.isEmpty()) {
      return within(LAST_EVENT_ID, index(LAST_EVENT_ID, last, -1) + 1, nowIdx);
    }
    String from = request.parameter(FROM).orElse(null);
    return from == null ? nowIdx : within(FROM, index(FROM, from, 0), nowIdx);
  }

  private static long index(String name, String text, long min) throws Problem {
    Long index = Longs.tryParse(text);
    if (index == null || index < min || index == Long.MAX_VALUE) {
      throw Problem.badParameter(
          name,
          "'%s' is not the index of an event: a whole number from %d on is. Maybe leave it out."
              .formatted(name, min));
    }
    return index;
  }

  private static long within(String name, long idx, long nowIdx) throws Problem {
    if (idx - nowIdx > MAX_AHEAD) {
      throw Problem.badParameter(
          name,
          "'%s' leads to event %d, and the next one here is %d. Maybe read the state and resume there."
              .formatted(name, idx, nowIdx));
    }
    return idx;
  }
}
