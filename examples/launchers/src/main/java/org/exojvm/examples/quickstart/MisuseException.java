package org.exojvm.examples.quickstart;

/** The story cannot begin as asked for. The message says why and ends with a hint. */
final class MisuseException extends Exception {

  private static final long serialVersionUID = 1L;

  MisuseException(String message) {
    super(message);
  }
}
