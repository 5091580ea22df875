package org.exojvm.core.codec.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Builds the UTF-8 text of one message: compact, nothing escaped that need not be. Used by one
 * thread.
 */
public final class JsonWriter {

  /**
   * Holds almost every event, so that few are copied while they grow; larger only costs zeroing.
   */
  private static final int INITIAL_BYTES = 2_048;

  private static final int GROWTH = 2;
  private static final int MAX_ARRAY_BYTES = Integer.MAX_VALUE - 8;
  private static final int LONGEST_LONG = 20;
  private static final int LONGEST_ESCAPE = 6;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MIN_LONG = "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);

  /** What follows the backslash for characters with a short escape, 0 for the others. */
  private static final byte[] SHORT_ESCAPES = new byte[128];

  static {
    SHORT_ESCAPES['"'] = '"';
    SHORT_ESCAPES['\\'] = '\\';
    SHORT_ESCAPES['\b'] = 'b';
    SHORT_ESCAPES['\f'] = 'f';
    SHORT_ESCAPES['\n'] = 'n';
    SHORT_ESCAPES['\r'] = 'r';
    SHORT_ESCAPES['\t'] = 't';
  }

  private final Spelling spelling;
  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size;
  private int depth;

  /** Returns an empty text in a spelling. */
  JsonWriter(Spelling spelling) {
    this.spelling = spelling;
  }

  Spelling spelling() {
    return spelling;
  }

  /** Returns the text so far as bytes of its own. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Returns the text so far. */
  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), grown()));
    }
  }

  private int grown() {
    return (int) Math.min((long) bytes.length * GROWTH, MAX_ARRAY_BYTES);
  }

  /** Opens an object or array. */
  void open(char bracket) {
    if (++depth > Limits.MAX_NESTING_DEPTH) {
      throw new IllegalArgumentException(
          "The value is nested deeper than %d. Nobody could read it back."
              .formatted(Limits.MAX_NESTING_DEPTH));
    }
    ascii(bracket);
  }

  /** Closes an object or array. */
  void close(char bracket) {
    depth--;
    ascii(bracket);
  }

  /** Appends one ASCII character. */
  void ascii(char c) {
    if (size == bytes.length) {
      reserve(1);
    }
    bytes[size++] = (byte) c;
  }

  /** Appends prepared bytes from an offset on. */
  void raw(byte[] prepared, int from) {
    int length = prepared.length - from;
    reserve(length);
    System.arraycopy(prepared, from, bytes, size, length);
    size += length;
  }

  void nullValue() {
    raw(NULL, 0);
  }

  void bool(boolean value) {
    raw(value ? TRUE : FALSE, 0);
  }

  void number(long value) {
    if (value == Long.MIN_VALUE) {
      raw(MIN_LONG, 0);
      return;
    }
    reserve(LONGEST_LONG);
    long rest = value;
    if (rest < 0) {
      bytes[size++] = '-';
      rest = -rest;
    }
    int end = size + digits(rest);
    size = end;
    do {
      bytes[--end] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
  }

  private static int digits(long value) {
    int digits = 1;
    for (long bound = 10; digits < 19 && value >= bound; bound *= 10) {
      digits++;
    }
    return digits;
  }

  /** Appends a finite number, see {@link DoubleText}. */
  void number(double value) {
    verbatim(DoubleText.of(value));
  }

  /** Appends text that is JSON already. */
  void verbatim(String json) {
    raw(json.getBytes(StandardCharsets.UTF_8), 0);
  }

  /** Appends a string with its quotes. Half a surrogate pair becomes U+FFFD. */
  void string(String value) {
    int length = value.length();
    reserve(length + 2);
    byte[] target = bytes;
    int at = size;
    target[at++] = '"';
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
        size = at;
        specialFrom(value, i);
        return;
      }
      target[at++] = (byte) c;
    }
    target[at++] = '"';
    size = at;
  }

  private void specialFrom(String value, int from) {
    int length = value.length();
    for (int i = from; i < length; i++) {
      reserve(LONGEST_ESCAPE);
      char c = value.charAt(i);
      if (c < 0x80) {
        ascii7(c);
      } else if (c < 0x800) {
        bytes[size++] = (byte) (0xc0 | (c >> 6));
        bytes[size++] = (byte) (0x80 | (c & 0x3f));
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
        supplementary(Character.toCodePoint(c, value.charAt(i)));
      } else {
        threeBytes(Character.isSurrogate(c) ? '\ufffd' : c);
      }
    }
    ascii('"');
  }

  private void ascii7(char c) {
    byte escape = SHORT_ESCAPES[c];
    if (escape != 0) {
      bytes[size++] = '\\';
      bytes[size++] = escape;
    } else if (c >= ' ') {
      bytes[size++] = (byte) c;
    } else {
      bytes[size++] = '\\';
      bytes[size++] = 'u';
      bytes[size++] = '0';
      bytes[size++] = '0';
      bytes[size++] = HEX[c >> 4];
      bytes[size++] = HEX[c & 0xf];
    }
  }

  private void threeBytes(char c) {
    bytes[size++] = (byte) (0xe0 | (c >> 12));
    bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3f));
    bytes[size++] = (byte) (0x80 | (c & 0x3f));
  }

  private void supplementary(int codePoint) {
    bytes[size++] = (byte) (0xf0 | (codePoint >> 18));
    bytes[size++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
    bytes[size++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
    bytes[size++] = (byte) (0x80 | (codePoint & 0x3f));
  }
}
