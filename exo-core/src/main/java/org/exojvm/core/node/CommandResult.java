package org.exojvm.core.node;

import org.exojvm.api.id.CommandId;
import org.exojvm.core.master.RejectionCode;

/**
 * What came of a command. The same command sent again to the same start of the master has the same
 * result, for as long as the master remembers it: see {@code maxRememberedAnswers} of {@link
 * org.exojvm.core.master.MasterConfig}.
 */
public sealed interface CommandResult {

  /** Returns the command. */
  CommandId commandId();

  /**
   * The command has taken effect, or will without further conditions.
   *
   * @param commandId the command
   * @param durability what this survives
   */
  record Accepted(CommandId commandId, Durability durability) implements CommandResult {}

  /**
   * The command has changed nothing.
   *
   * @param commandId the command
   * @param code what kind of reason
   * @param reason what is wrong, with the values, ending with a hint
   */
  record Rejected(CommandId commandId, RejectionCode code, String reason)
      implements CommandResult {}

  /**
   * Nobody can tell: the master, its journal or the way to it failed while the command was under
   * way. Send the same command again, with the same id: it is not carried out twice. A master that
   * was started anew in between knows intents and instances by their ids and requests by their
   * commands; look at the state before you repeat a {@code PlaceInstance}.
   *
   * @param commandId the command
   * @param reason what failed, ending with a hint
   */
  record Undecided(CommandId commandId, String reason) implements CommandResult {}
}
