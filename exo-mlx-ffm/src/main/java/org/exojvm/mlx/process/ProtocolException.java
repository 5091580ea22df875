package org.exojvm.mlx.process;

import java.io.IOException;

/**
 * The other process sent what it cannot mean. There is no way back: who has lost the beginning of a
 * frame cannot find the next one, so the process ends.
 */
public final class ProtocolException extends IOException {

  private static final long serialVersionUID = 1;

  /** Creates it with what was wrong, and the values. */
  public ProtocolException(String message) {
    super(message);
  }
}
