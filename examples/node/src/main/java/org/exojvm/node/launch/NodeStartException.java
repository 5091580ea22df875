package org.exojvm.node.launch;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A node cannot start. The message says what was found, and ends with a hint. */
public final class NodeStartException extends IOException {

  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  NodeStartException(ExitCode exitCode, @Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Returns what the process says when it ends for this. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
