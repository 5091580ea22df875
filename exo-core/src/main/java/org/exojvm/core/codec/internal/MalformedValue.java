package org.exojvm.core.codec.internal;

import java.io.Serial;

/**
 * A value that cannot be read. Says what is wrong and what to do about it, not where: the reader
 * knows the place. Carries no stack trace, because hostile senders can cause any number of them.
 */
public final class MalformedValue extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Returns the problem with a value.
   *
   * @param problem what is wrong, with the value, ending in a full stop
   * @param hint what the sender can do, ending in a full stop
   */
  public MalformedValue(String problem, String hint) {
    super(problem + " " + hint, null, false, false);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
