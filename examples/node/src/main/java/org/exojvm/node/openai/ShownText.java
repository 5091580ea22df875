package org.exojvm.node.openai;

/** Texts from outside as they are shown in messages. */
final class ShownText {

  /** Most characters shown. */
  private static final int MAX_CHARS = 120;

  private ShownText() {}

  /** Returns the beginning of a text, with what is not printable made visible. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MAX_CHARS)
        .forEach(
            c -> {
              if (Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF)) {
                shown.append("\\u%04x".formatted(c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return text.codePointCount(0, text.length()) > MAX_CHARS ? shown + "..." : shown.toString();
  }
}
