package org.exojvm.node.cli;

import org.exojvm.node.cli.client.Answer;

/** How a command ended, for the shell that called it. */
public enum Exit {
  /** It is done. */
  DONE(0),
  /** The node refused, or it failed. */
  FAILED(1),
  /** The arguments make no sense. */
  MISUSE(2),
  /** No node could be reached. */
  UNREACHABLE(3),
  /** What the arguments name is not there. */
  NOT_FOUND(4),
  /** It did not become so in the time that was given. */
  TIMED_OUT(5);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  /** Returns the exit code of the process. */
  public int code() {
    return code;
  }

  /** Returns how a command ends whose request has failed. */
  static Exit of(Answer.Failure failure) {
    return switch (failure) {
      case Answer.Refused _, Answer.NotUnderstood _ -> FAILED;
      case Answer.NotFound _ -> NOT_FOUND;
      case Answer.Unreachable _, Answer.Late _ -> UNREACHABLE;
    };
  }
}
