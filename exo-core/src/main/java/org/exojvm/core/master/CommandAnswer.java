package org.exojvm.core.master;

import org.exojvm.api.id.CommandId;

/**
 * The answer to a command. Every command gets exactly one; the same command again gets the same
 * one.
 */
public sealed interface CommandAnswer {

  /** Returns the command it answers. */
  CommandId commandId();

  /**
   * The command has taken effect, or will without further conditions.
   *
   * @param commandId the command
   */
  record Accepted(CommandId commandId) implements CommandAnswer {}

  /**
   * The command has changed nothing.
   *
   * @param commandId the command
   * @param code what kind of reason
   * @param reason what is wrong, with the values, ending with a hint
   */
  record Rejected(CommandId commandId, RejectionCode code, String reason)
      implements CommandAnswer {}
}
