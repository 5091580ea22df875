package org.exojvm.core.node;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends output to the nodes whose clients asked for it, point to point and in order: to each node
 * one piece is on its way at a time. Output is ephemeral: what a node does not take is dropped and
 * counted, and what waits for it with it. Belongs to the loop.
 */
final class ChunkSender {

  private static final Logger LOG = LoggerFactory.getLogger(ChunkSender.class);

  /**
   * Most pieces that wait for one node. Fewer: a slow client loses its output. More: memory of this
   * node for a client elsewhere that does not read.
   */
  static final int MAX_WAITING = 10_000;

  private final Transport transport;
  private final Mailbox mailbox;
  private final Counts counts;
  private final Map<NodeId, ArrayDeque<NodeRequest>> waiting = new HashMap<>();

  ChunkSender(Transport transport, Mailbox mailbox, Counts counts) {
    this.transport = transport;
    this.mailbox = mailbox;
    this.counts = counts;
  }

  void send(NodeId to, CommandId command, GenerationChunk chunk) {
    ArrayDeque<NodeRequest> queue = waiting.get(to);
    if (queue == null) {
      waiting.put(to, new ArrayDeque<>());
      request(to, new NodeRequest.TakeOutput(command, chunk));
    } else if (queue.size() < MAX_WAITING) {
      queue.add(new NodeRequest.TakeOutput(command, chunk));
    } else {
      counts.lostOutput.increment();
    }
  }

  private void request(NodeId to, NodeRequest piece) {
    var _ =
        transport
            .request(to, piece.encoded())
            .whenComplete((nothing, failure) -> mailbox.put(() -> answered(to, failure == null)));
  }

  private void answered(NodeId to, boolean taken) {
    ArrayDeque<NodeRequest> queue = waiting.getOrDefault(to, new ArrayDeque<>());
    if (!taken) {
      LOG.debug("Node {} did not take output; {} more pieces are dropped.", to, queue.size());
      counts.lostOutput.add(queue.size() + 1L);
      queue.clear();
    }
    NodeRequest next = queue.poll();
    if (next == null) {
      waiting.remove(to);
    } else {
      request(to, next);
    }
  }
}
