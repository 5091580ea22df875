package org.exojvm.core.node;

import java.util.Optional;
import java.util.function.Consumer;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.master.RejectionCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The master as a node that is none reaches it: by requests over the network. Any thread. */
final class RemoteMaster {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteMaster.class);

  private final NodeId node;
  private final Mastership mastership;
  private final Transport transport;
  private final Counts counts;

  RemoteMaster(NodeId node, Mastership mastership, Transport transport, Counts counts) {
    this.node = node;
    this.mastership = mastership;
    this.transport = transport;
    this.counts = counts;
  }

  boolean is(NodeId peer) {
    return mastership.master().equals(Optional.of(peer));
  }

  private Optional<NodeId> reached() {
    return mastership.master().filter(master -> transport.peers().contains(master));
  }

  /** Lets the master decide; the answer comes on any thread, or at once. */
  void submit(Command command, Consumer<CommandResult> answer) {
    Optional<NodeId> master = reached();
    if (master.isEmpty()) {
      answer.accept(
          new CommandResult.Rejected(
              command.commandId(),
              RejectionCode.UNAVAILABLE,
              "Node (%s) does not reach the master (%s). Maybe try again later."
                  .formatted(node, mastership.master().map(NodeId::value).orElse("unknown"))));
      return;
    }
    NodeRequest request = new NodeRequest.Decide(new ForwarderCommand(node, command));
    var _ =
        transport
            .request(master.get(), request.encoded())
            .whenComplete(
                (bytes, failure) ->
                    answer.accept(
                        failure == null
                            ? NodeRequest.decodeResult(command.commandId(), bytes)
                            : new CommandResult.Undecided(
                                command.commandId(), String.valueOf(failure.getMessage()))));
  }

  /** Asks for the session of the master; what comes of it is told once, on any thread. */
  void askForSession(Consumer<Optional<SessionAnnouncement>> told) {
    Optional<NodeId> reached = reached();
    if (reached.isEmpty()) {
      told.accept(Optional.empty());
      return;
    }
    NodeId master = reached.get();
    var _ =
        transport
            .request(master, new NodeRequest.TellSession().encoded())
            .whenComplete(
                (bytes, failure) -> {
                  if (failure != null) {
                    LOG.debug("Master {} told no session.", master, failure);
                  }
                  told.accept(failure == null ? read(master, bytes) : Optional.empty());
                });
  }

  private Optional<SessionAnnouncement> read(NodeId master, byte[] bytes) {
    try {
      SessionAnnouncement told = NodeRequest.decodeSession(bytes);
      if (told.session().masterNodeId().equals(master)) {
        return Optional.of(told);
      }
      counts.forged.increment();
    } catch (MalformedMessageException e) {
      counts.malformed.increment();
      LOG.debug("What master {} told of its session was dropped.", master, e);
    }
    return Optional.empty();
  }
}
