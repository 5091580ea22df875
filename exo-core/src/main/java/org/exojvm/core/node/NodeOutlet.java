package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.Transport;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireType;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.state.StateSnapshot;

/** Where the cores of a node speak to others and to each other. Belongs to the loop. */
final class NodeOutlet implements Outlet {

  private final NodeId node;
  private final Shells shells;
  private final NodeLoop loop;
  private final Transport transport;
  private final ExecutorService threads;
  private final BiConsumer<CommandId, GenerationChunk> chunks;
  private final ChunkSender chunkSender;

  NodeOutlet(
      NodeId node,
      Shells shells,
      NodeLoop loop,
      Transport transport,
      ExecutorService threads,
      BiConsumer<CommandId, GenerationChunk> chunks,
      ChunkSender chunkSender) {
    this.node = node;
    this.shells = shells;
    this.loop = loop;
    this.transport = transport;
    this.threads = threads;
    this.chunks = chunks;
    this.chunkSender = chunkSender;
  }

  @Override
  public void global(ForwarderEvent event) {
    publish(Topic.GLOBAL_EVENTS, WireTypes.FORWARDER_EVENT, event);
    loop.soon(() -> shells.worker().receive(event));
  }

  @Override
  public void again(NodeId missedBy, ImmutableList<ForwarderEvent> events) {
    if (missedBy.equals(node)) {
      loop.soon(() -> events.forEach(shells.worker()::receive));
    } else {
      send(missedBy, events);
    }
  }

  @Override
  public void snapshot(NodeId follower, StateSnapshot snapshot) {
    if (follower.equals(node)) {
      loop.soon(() -> shells.worker().receive(snapshot));
    } else {
      // Writing a large state takes longer than the loop has.
      threads.execute(
          () -> transport.request(follower, new NodeRequest.TakeSnapshot(snapshot).encoded()));
    }
  }

  @Override
  public void local(ForwarderEvent event) {
    MasterShell master = shells.master;
    if (master != null) {
      loop.soon(() -> master.receive(event));
    } else {
      publish(Topic.LOCAL_EVENTS, WireTypes.FORWARDER_EVENT, event);
    }
  }

  @Override
  public void command(ForwarderCommand message) {
    MasterShell master = shells.master;
    if (master != null) {
      loop.soon(() -> master.receive(message));
    } else {
      publish(Topic.COMMANDS, WireTypes.FORWARDER_COMMAND, message);
    }
  }

  @Override
  public void output(NodeId to, CommandId command, GenerationChunk chunk) {
    if (to.equals(node)) {
      chunks.accept(command, chunk);
    } else {
      chunkSender.send(to, command, chunk);
    }
  }

  @Override
  public void download(ForwarderDownloadCommand message) {
    if (message.command().targetNodeId().equals(node)) {
      loop.soon(() -> shells.worker().receive(message.command()));
    } else {
      publish(Topic.DOWNLOAD_COMMANDS, WireTypes.FORWARDER_DOWNLOAD_COMMAND, message);
    }
  }

  private <T> void publish(Topic topic, WireType<T> type, T message) {
    transport.publish(topic, ExoJson.wire().encodeToBytes(type, message));
  }

  /**
   * Point to point, for nobody else has missed them; beside the loop, because writing takes time.
   */
  private void send(NodeId missedBy, ImmutableList<ForwarderEvent> events) {
    threads.execute(
        () -> {
          for (NodeRequest.TakeEvents part : NodeRequest.TakeEvents.parts(events)) {
            transport.request(missedBy, part.encoded());
          }
        });
  }
}
