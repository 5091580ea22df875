package org.exojvm.core.node;

import java.util.function.Consumer;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.ForwarderCommand;

/** The master as a node that is none reaches it: by requests over the network. Any thread. */
final class RemoteMaster {

  private final NodeId node;
  private final Transport transport;

  RemoteMaster(NodeId node, Transport transport) {
    this.node = node;
    this.transport = transport;
  }

  boolean isReached(NodeId master) {
    return transport.peers().contains(master);
  }

  /** Lets the master decide; the answer comes on any thread, or at once. */
  void submit(NodeId master, Command command, Consumer<CommandResult> answer) {
    NodeRequest request = new NodeRequest.Decide(new ForwarderCommand(node, command));
    var _ =
        transport
            .request(master, request.encoded())
            .whenComplete(
                (bytes, failure) ->
                    answer.accept(
                        failure == null
                            ? NodeRequest.decodeResult(command.commandId(), bytes)
                            : new CommandResult.Undecided(
                                command.commandId(), String.valueOf(failure.getMessage()))));
  }
}
