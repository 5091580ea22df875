package org.exojvm.examples.terminal;

/** The story cannot begin as asked for. The message says why and ends with a hint. */
public final class MisuseException extends Exception {

  private static final long serialVersionUID = 1L;

  public MisuseException(String message) {
    super(message);
  }
}
