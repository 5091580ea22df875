package org.exojvm.core.stream;

import com.google.common.collect.ImmutableList;
import java.util.TreeMap;
import org.exojvm.api.check.Checks;
import org.exojvm.core.stream.Ingested.Verdict;

/**
 * Puts the messages of one origin in order. Each index is released once, in order, without gaps;
 * what was released or is held already is ignored, whatever it carries.
 *
 * <p>Bounded: at most {@link #MAX_HELD} messages wait behind a gap. When that many wait, the ones
 * nearest to the gap stay, because they are released first; the rest has to come again.
 *
 * @param <T> type of the messages
 */
public final class OrderedBuffer<T> {

  /**
   * Most messages held behind a gap. Smaller: a burst after a loss is sent again in part. Larger:
   * more memory per origin while a gap lasts. A repair brings up to 1,000 messages at a time.
   */
  public static final int MAX_HELD = 4096;

  private final TreeMap<Long, T> held = new TreeMap<>();
  private final int maxHeld;
  private long nextIdx;

  /** Creates a buffer that waits for index {@code firstIdx}. */
  public OrderedBuffer(long firstIdx) {
    this(firstIdx, MAX_HELD);
  }

  /** Creates a buffer that waits for index {@code firstIdx} and holds at most {@code maxHeld}. */
  public OrderedBuffer(long firstIdx, int maxHeld) {
    Checks.inRange(firstIdx >= 0, "OrderedBuffer.firstIdx", firstIdx, "at least 0");
    Checks.inRange(maxHeld >= 1, "OrderedBuffer.maxHeld", maxHeld, "at least 1");
    this.nextIdx = firstIdx;
    this.maxHeld = maxHeld;
  }

  /** Takes in a message and returns what can be handled now. */
  public Ingested<T> ingest(long idx, T message) {
    if (idx < nextIdx || held.containsKey(idx)) {
      return Ingested.without(Verdict.DUPLICATE);
    }
    if (idx > nextIdx) {
      return Ingested.without(hold(idx, message));
    }
    nextIdx++;
    return new Ingested<>(
        Verdict.RELEASED, ImmutableList.<T>builder().add(message).addAll(releaseHeld()).build());
  }

  /**
   * Goes on at a later index, because what is before it is known from elsewhere, and returns what
   * can be handled now. An index that is not later changes nothing.
   */
  public ImmutableList<T> skipTo(long idx) {
    if (idx <= nextIdx) {
      return ImmutableList.of();
    }
    held.headMap(idx).clear();
    nextIdx = idx;
    return releaseHeld();
  }

  /** Returns the index that is released next. */
  public long nextIdx() {
    return nextIdx;
  }

  /** Returns the number of messages that wait behind a gap, at most {@link #MAX_HELD}. */
  public int heldCount() {
    return held.size();
  }

  private ImmutableList<T> releaseHeld() {
    ImmutableList.Builder<T> released = ImmutableList.builder();
    for (T next = held.remove(nextIdx); next != null; next = held.remove(nextIdx)) {
      released.add(next);
      nextIdx++;
    }
    return released.build();
  }

  private Verdict hold(long idx, T message) {
    if (held.size() >= maxHeld) {
      if (idx > held.lastKey()) {
        return Verdict.DROPPED;
      }
      held.pollLastEntry();
    }
    held.put(idx, message);
    return Verdict.HELD;
  }
}
