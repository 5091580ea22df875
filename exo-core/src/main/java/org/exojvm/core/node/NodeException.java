package org.exojvm.core.node;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A node cannot start here. The message says what was found where, and ends with a hint. */
public final class NodeException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public NodeException(String message) {
    super(message);
  }

  /** Creates the exception with what caused it. */
  public NodeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
