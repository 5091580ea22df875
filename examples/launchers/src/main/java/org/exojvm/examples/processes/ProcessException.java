package org.exojvm.examples.processes;

/**
 * A process, or the cluster of them, did not do what it should. The message says what, with the end
 * of the log where a process is to blame.
 */
public final class ProcessException extends Exception {

  private static final long serialVersionUID = 1L;

  ProcessException(String message) {
    super(message);
  }

  ProcessException(String message, Throwable cause) {
    super(message, cause);
  }
}
