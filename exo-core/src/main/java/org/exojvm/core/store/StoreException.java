package org.exojvm.core.store;

import java.io.IOException;

/**
 * A model cannot be fetched or kept, and trying again at once would not help. The message is for
 * people: it ends up in {@code DownloadFailed}.
 */
public final class StoreException extends IOException {

  private static final long serialVersionUID = 1;

  /** Creates the exception. */
  public StoreException(String message) {
    super(message);
  }

  /** Creates the exception with what led to it. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
