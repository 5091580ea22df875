package org.exojvm.core.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The log cannot keep or give events. Nothing that was committed is lost by it. The message says
 * what was found where, and ends with a hint.
 */
public final class JournalException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public JournalException(String message) {
    super(message);
  }

  /** Creates the exception with what caused it. */
  public JournalException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
