package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.TransportException;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.election.ElectionMessage;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.state.StateSnapshot;

/** What others say to a node. Belongs to the loop. */
final class NodeReceiver implements Inbound.Receiver {

  private final NodeId node;
  private final Shells shells;
  private final Following following;
  private final Governing governing;
  private final BiConsumer<CommandId, GenerationChunk> chunks;

  NodeReceiver(
      NodeId node,
      Shells shells,
      Following following,
      Governing governing,
      BiConsumer<CommandId, GenerationChunk> chunks) {
    this.node = node;
    this.shells = shells;
    this.following = following;
    this.governing = governing;
    this.chunks = chunks;
  }

  @Override
  public void global(ForwarderEvent event) {
    following.received(event);
  }

  @Override
  public void local(ForwarderEvent event) {
    MasterShell master = shells.master;
    if (master != null) {
      master.receive(event);
    }
  }

  @Override
  public void command(ForwarderCommand message) {
    MasterShell master = shells.master;
    if (master != null) {
      master.receive(message);
    }
  }

  @Override
  public void download(ForwarderDownloadCommand message) {
    shells.worker().receive(message.command());
  }

  @Override
  public void connected(NodeId peer) {
    shells.worker().connected(peer);
    governing.connected(peer);
  }

  @Override
  public void disconnected(NodeId peer) {
    shells.worker().disconnected(peer);
    governing.disconnected(peer);
  }

  @Override
  public void silent(NodeId peer) {
    shells.worker().disconnected(peer);
    governing.silent(peer);
  }

  @Override
  public void election(NodeId from, ElectionMessage message) {
    governing.received(from, message);
  }

  @Override
  public void asked(NodeRequest request, CompletableFuture<byte[]> answer) {
    switch (request) {
      case NodeRequest.TakeOutput(CommandId command, GenerationChunk chunk) -> {
        answer.complete(new byte[0]);
        chunks.accept(command, chunk);
      }
      case NodeRequest.TakeEvents(ImmutableList<ForwarderEvent> events) -> {
        answer.complete(new byte[0]);
        events.forEach(this::global);
      }
      case NodeRequest.TakeSnapshot(StateSnapshot snapshot) -> {
        answer.complete(new byte[0]);
        if (shells.master == null) {
          shells.worker().receive(snapshot);
        }
      }
      case NodeRequest.Decide(ForwarderCommand message) -> decide(message, answer);
      case NodeRequest.Confirm(SessionId session, long idx) -> confirm(session, idx, answer);
    }
  }

  private void decide(ForwarderCommand message, CompletableFuture<byte[]> answer) {
    MasterShell master = shells.master;
    if (master == null) {
      refuse(answer, "Node %s is no master.");
    } else {
      master.submit(
          message.origin(),
          message.command(),
          result -> answer.complete(NodeRequest.encoded(result)));
    }
  }

  private void confirm(SessionId session, long idx, CompletableFuture<byte[]> answer) {
    Keeping keeping = shells.keeping;
    if (keeping == null || shells.master != null) {
      refuse(answer, "Node %s keeps no log for others.");
    } else {
      keeping.confirm(session, idx, shells.worker().logState(), answer);
    }
  }

  private void refuse(CompletableFuture<byte[]> answer, String why) {
    answer.completeExceptionally(
        new TransportException((why + " Maybe ask another.").formatted(node)));
  }
}
