package org.exojvm.node.cli;

/** The arguments make no sense. The message says why and ends with a hint. */
final class MisuseException extends Exception {

  private static final long serialVersionUID = 1L;

  MisuseException(String message) {
    super(message);
  }
}
