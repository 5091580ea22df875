package org.exojvm.node.launch;

/** What the process says when it ends. */
public enum ExitCode {
  /** The node was told to stop, and did. */
  STOPPED(0),
  /** Something failed that nobody expected; the message or the log says what. */
  FAILED(1),
  /** The command line, the environment or the file asks for what cannot be. */
  MISUSE(2),
  /** The directory of the node cannot be used: in use, a copy, damaged, or not writable. */
  DATA(3),
  /** The API or the transport cannot listen at its address. */
  ADDRESS(4);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** Returns the number. */
  public int number() {
    return number;
  }
}
