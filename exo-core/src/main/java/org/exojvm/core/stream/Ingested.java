package org.exojvm.core.stream;

import com.google.common.collect.ImmutableList;

/**
 * What a buffer did with a message.
 *
 * @param verdict what became of the message itself
 * @param released messages that can be handled now, in order; empty unless the message was next
 * @param <T> type of the messages
 */
public record Ingested<T>(Verdict verdict, ImmutableList<T> released) {

  /** What became of a message. */
  public enum Verdict {
    /** It was the next one; it and the run behind it are released. */
    RELEASED,
    /** One before it is missing; it is kept until that one comes. */
    HELD,
    /** It was released before or is held already; ignored. */
    DUPLICATE,
    /** The buffer is full of earlier messages; it is dropped and has to come again. */
    DROPPED,
    /** It is of an earlier boot of its origin, whose stream is over; dropped for good. */
    OUTDATED
  }

  static <T> Ingested<T> without(Verdict verdict) {
    return new Ingested<>(verdict, ImmutableList.of());
  }

  /** Returns whether the message shows that one before it is missing. */
  public boolean showsGap() {
    return verdict == Verdict.HELD || verdict == Verdict.DROPPED;
  }
}
