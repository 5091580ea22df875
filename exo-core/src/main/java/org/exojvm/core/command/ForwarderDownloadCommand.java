package org.exojvm.core.command;

import org.exojvm.api.id.NodeId;

/**
 * A download command on its way to its node.
 *
 * @param origin node the message comes from
 * @param command the command
 */
public record ForwarderDownloadCommand(NodeId origin, DownloadCommand command) {}
