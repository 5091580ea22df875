package org.exojvm.core.codec.internal;

import java.io.IOException;

/**
 * Reads and writes the values of one type. Stateless.
 *
 * @param <T> the type
 */
public interface ValueCodec<T> {

  /**
   * Reads one value. On entry the reader stands on the first token of the value, on return on its
   * last.
   *
   * @throws MalformedValue if the tokens are no such value
   * @throws IOException if the text is no JSON or beyond a limit
   */
  T read(JsonReader in) throws MalformedValue, IOException;

  /** Appends one value. */
  void write(JsonWriter out, T value);
}
