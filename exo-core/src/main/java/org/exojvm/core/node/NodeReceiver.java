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
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.state.StateSnapshot;

/** What others say to a node. Belongs to the loop. */
final class NodeReceiver implements Inbound.Receiver {

  private final NodeId node;
  private final Shells shells;
  private final Following following;
  private final BiConsumer<CommandId, GenerationChunk> chunks;

  NodeReceiver(
      NodeId node,
      Shells shells,
      Following following,
      BiConsumer<CommandId, GenerationChunk> chunks) {
    this.node = node;
    this.shells = shells;
    this.following = following;
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
    WorkerShell worker = shells.worker;
    if (worker != null) {
      worker.receive(message.command());
    }
  }

  @Override
  public void connected(NodeId peer) {
    WorkerShell worker = shells.worker;
    if (worker != null) {
      worker.connected(peer);
      following.connected(peer);
    }
  }

  @Override
  public void disconnected(NodeId peer) {
    WorkerShell worker = shells.worker;
    if (worker != null) {
      worker.disconnected(peer);
    }
  }

  @Override
  public void asked(NodeRequest request, CompletableFuture<byte[]> answer) {
    MasterShell master = shells.master;
    WorkerShell worker = shells.worker;
    if (request instanceof NodeRequest.TakeOutput(CommandId command, GenerationChunk chunk)) {
      answer.complete(new byte[0]);
      chunks.accept(command, chunk);
    } else if (request instanceof NodeRequest.TakeEvents(ImmutableList<ForwarderEvent> events)) {
      answer.complete(new byte[0]);
      events.forEach(following::received);
    } else if (request instanceof NodeRequest.TakeSnapshot(StateSnapshot snapshot)) {
      answer.complete(new byte[0]);
      if (worker != null && master == null) {
        worker.receive(snapshot);
      }
    } else if (master == null) {
      answer.completeExceptionally(
          new TransportException("Node %s is no master. Maybe ask another.".formatted(node)));
    } else if (request instanceof NodeRequest.Decide(ForwarderCommand message)) {
      master.submit(
          message.origin(),
          message.command(),
          result -> answer.complete(NodeRequest.encoded(result)));
    } else {
      answer.complete(NodeRequest.encoded(master.announcement()));
    }
  }
}
