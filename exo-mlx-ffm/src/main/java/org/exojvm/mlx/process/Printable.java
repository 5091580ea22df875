package org.exojvm.mlx.process;

import java.nio.charset.StandardCharsets;

/** Bytes of a stranger, made fit for a message. */
final class Printable {

  private Printable() {}

  /** Returns the bytes as text, with dots for what is not printable ASCII. */
  static String of(byte[] bytes) {
    return '"' + new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".") + '"';
  }
}
