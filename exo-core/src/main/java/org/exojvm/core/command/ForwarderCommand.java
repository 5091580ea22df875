package org.exojvm.core.command;

import org.exojvm.api.id.NodeId;

/**
 * A command on its way to the master.
 *
 * @param origin node the message comes from
 * @param command the command
 */
public record ForwarderCommand(NodeId origin, Command command) {}
