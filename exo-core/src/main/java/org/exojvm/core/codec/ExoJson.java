package org.exojvm.core.codec;

import org.exojvm.core.codec.internal.Limits;
import org.exojvm.core.codec.internal.Messages;
import org.exojvm.core.codec.internal.Messages.Malformed;
import org.exojvm.core.codec.internal.Spelling;

/**
 * Encodes and decodes wire types as compact JSON with fields in the reference's order. Text that
 * was decoded encodes to itself, apart from its white space, the order of its fields and defaults
 * that were left out.
 *
 * <p>Decoding is strict and bounded by {@link #MAX_MESSAGE_BYTES}, {@link #MAX_STRING_CHARS},
 * {@link #MAX_ID_CHARS} and {@link #MAX_NESTING_DEPTH}. Encoding throws {@link
 * IllegalArgumentException} for what JSON or a reader cannot take: numbers that are not finite, and
 * values nested too deep.
 */
public final class ExoJson {

  /** Longest message that is read, in bytes (of a string: characters). */
  public static final int MAX_MESSAGE_BYTES = Limits.MAX_MESSAGE_BYTES;

  /** Longest string that is read, in characters. */
  public static final int MAX_STRING_CHARS = Limits.MAX_STRING_CHARS;

  /** Longest id, map key and field name that is read, in characters. */
  public static final int MAX_ID_CHARS = Limits.MAX_NAME_CHARS;

  /** Deepest nesting of objects and arrays that is read and written. */
  public static final int MAX_NESTING_DEPTH = Limits.MAX_NESTING_DEPTH;

  private static final ExoJson WIRE = new ExoJson(Spelling.SNAKE, false);
  private static final ExoJson WIRE_KEEPING_UNKNOWN_EVENTS = new ExoJson(Spelling.SNAKE, true);
  private static final ExoJson API = new ExoJson(Spelling.CAMEL, false);

  private final Spelling spelling;
  private final boolean keepsUnknownEvents;

  private ExoJson(Spelling spelling, boolean keepsUnknownEvents) {
    this.spelling = spelling;
    this.keepsUnknownEvents = keepsUnknownEvents;
  }

  /** Returns the codec of topics and files: field names in snake case. */
  public static ExoJson wire() {
    return WIRE;
  }

  /**
   * Returns the codec for streams and the journal when the sender is newer: as {@link #wire()}, but
   * an event of an unknown type becomes an {@link org.exojvm.core.event.OpaqueEvent} and encodes to
   * what it was (D11).
   */
  public static ExoJson wireKeepingUnknownEvents() {
    return WIRE_KEEPING_UNKNOWN_EVENTS;
  }

  /** Returns the codec of the HTTP API: field names in camel case where the reference has them. */
  public static ExoJson api() {
    return API;
  }

  /** Returns the compact text of a value. */
  public <T> String encode(WireType<T> type, T value) {
    return Messages.write(type.codec(), value, spelling).toString();
  }

  /** Returns the compact text of a value as UTF-8. */
  public <T> byte[] encodeToBytes(WireType<T> type, T value) {
    return Messages.write(type.codec(), value, spelling).toBytes();
  }

  /**
   * Returns the value of a text.
   *
   * @throws MalformedMessageException if the text is not exactly one such value
   */
  public <T> T decode(WireType<T> type, String json) throws MalformedMessageException {
    return Messages.read(
        type.codec(), json, spelling, keepsUnknownEvents, problem -> malformed(type, problem));
  }

  /**
   * Returns the value of a text in UTF-8.
   *
   * @throws MalformedMessageException if the text is not exactly one such value
   */
  public <T> T decode(WireType<T> type, byte[] utf8) throws MalformedMessageException {
    return decode(type, Messages.text(utf8, problem -> malformed(type, problem)));
  }

  private static MalformedMessageException malformed(WireType<?> type, Malformed problem) {
    return new MalformedMessageException(type.name() + problem.path(), problem.problem());
  }
}
