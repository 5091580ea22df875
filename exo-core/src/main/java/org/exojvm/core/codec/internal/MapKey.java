package org.exojvm.core.codec.internal;

import java.util.function.Function;

/**
 * How keys of a map are spelled; the same in both spellings, because they are data.
 *
 * @param read makes a key from its text
 * @param write returns the text of a key
 */
record MapKey<K>(Function<String, K> read, Function<K, String> write) {

  /** Keys that are plain text. */
  static final MapKey<String> TEXT = new MapKey<>(Function.identity(), Function.identity());

  K of(String text) throws MalformedValue {
    return read.apply(Scalars.boundedName(JsonReader.wellFormed(text)));
  }

  MalformedValue duplicate(String text) {
    return new MalformedValue(
        "The key \"" + JsonReader.shorten(text) + "\" occurs twice.", "Send it once.");
  }
}
