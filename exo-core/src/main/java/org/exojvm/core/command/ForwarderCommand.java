package org.exojvm.core.command;

import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way to the master.
 *
 * @param origin node the message comes from
 * @param command the command
 * @param session session a worker obeys that sends it, so that no other master takes it (D15); null
 *     when a client sends it, which any master may decide on (extension)
 */
public record ForwarderCommand(NodeId origin, Command command, @Nullable SessionId session) {

  /** Creates a command as a client sends it. */
  public ForwarderCommand(NodeId origin, Command command) {
    this(origin, command, null);
  }
}
