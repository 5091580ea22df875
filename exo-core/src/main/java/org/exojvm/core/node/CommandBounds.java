package org.exojvm.core.node;

import java.util.Optional;
import org.exojvm.api.transport.Transport;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.Command;
import org.exojvm.core.master.RejectionCode;

/** How large a command, or an event of a worker, may be. */
final class CommandBounds {

  /**
   * Longest command or event of a worker, in bytes of its message. The master repeats it in an
   * event, with ids of its own around it, which must fit into a message again: one that did not
   * would never reach those who follow. Smaller: pieces of images do not fit.
   */
  static final int MAX_BYTES = Transport.MAX_MESSAGE_BYTES - 65_536;

  private CommandBounds() {}

  /** Returns why a command of this node's host cannot be sent to anybody, or nothing. */
  static Optional<CommandResult> problemOf(Command command) {
    int bytes;
    try {
      bytes = ExoJson.wire().encodeToBytes(WireTypes.COMMAND, command).length;
    } catch (IllegalArgumentException notJson) {
      return invalid(command, "%s Maybe correct the value.".formatted(notJson.getMessage()));
    }
    return bytes <= MAX_BYTES
        ? Optional.empty()
        : invalid(
            command,
            "The command has %d bytes, the most is %d. Maybe send less at once."
                .formatted(bytes, MAX_BYTES));
  }

  private static Optional<CommandResult> invalid(Command command, String reason) {
    return Optional.of(
        new CommandResult.Rejected(command.commandId(), RejectionCode.INVALID, reason));
  }
}
