package org.exojvm.core.codec;

import java.io.Serial;

/**
 * A message that is not of the type it should be. The receiver counts and drops it; its state is
 * untouched. The message names the place, shows the value, shortened, and ends with a hint.
 *
 * <p>Carries no stack trace: a hostile sender can cause any number of these.
 */
public final class MalformedMessageException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** Where in the message, such as {@code Event.TaskCreated.task}. */
  private final String path;

  MalformedMessageException(String path, String problem) {
    super(path + ": " + problem, null, false, false);
    this.path = path;
  }

  /** Returns where in the message the problem is, such as {@code Event.TaskCreated.task}. */
  public String path() {
    return path;
  }

  /** Returns place, problem and hint as one line. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
