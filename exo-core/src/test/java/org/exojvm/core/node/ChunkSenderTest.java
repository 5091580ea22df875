package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.exojvm.api.generation.FinishReason;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.generation.GenerationChunk.ErrorChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.PublishResult;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportException;
import org.exojvm.api.transport.TransportListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Goal: output keeps its order, waits within a bound, and is given up with the node it is for. */
class ChunkSenderTest {

  private static final NodeId CLIENT = NodeId.of("client");
  private static final CommandId COMMAND = CommandId.of("c");

  private final Mailbox mailbox = new Mailbox();
  private final Counts counts = new Counts();
  private final Slow transport = new Slow();
  private final ChunkSender sender = new ChunkSender(transport, mailbox, counts);

  private static GenerationChunk piece(int number) {
    return new ErrorChunk(ModelId.of("m"), Integer.toString(number), FinishReason.ERROR);
  }

  @Test
  void piecesGoOneAfterTheOther() throws Exception {
    for (int i = 0; i < 3; i++) {
      sender.send(CLIENT, COMMAND, piece(i));
    }
    for (int i = 0; i < 3; i++) {
      assertThat(transport.sent).hasSize(i + 1);
      assertThat(NodeRequest.decode(transport.sent.get(i)))
          .contains(new NodeRequest.TakeOutput(COMMAND, piece(i)));
      answer(null);
    }
    assertThat(transport.waiting).isEmpty();
  }

  @Test
  void whatWaitsForANodeThatDoesNotTakeItIsDroppedAndCounted() throws Exception {
    for (int i = 0; i < 5; i++) {
      sender.send(CLIENT, COMMAND, piece(i));
    }
    answer(new TransportException("gone"));
    assertThat(counts.snapshot().lostOutput()).isEqualTo(5);
    sender.send(CLIENT, COMMAND, piece(9));
    assertThat(transport.sent).hasSize(2);
  }

  @Test
  void noMoreThanTheBoundWaits() {
    for (int i = 0; i < ChunkSender.MAX_WAITING + 11; i++) {
      sender.send(CLIENT, COMMAND, piece(i));
    }
    assertThat(counts.snapshot().lostOutput()).isEqualTo(10);
    assertThat(transport.sent).hasSize(1);
  }

  private void answer(@Nullable TransportException failure) throws InterruptedException {
    CompletableFuture<byte[]> request = transport.waiting.remove();
    if (failure == null) {
      request.complete(new byte[0]);
    } else {
      request.completeExceptionally(failure);
    }
    Runnable news = mailbox.poll(0);
    if (news != null) {
      news.run();
    }
  }

  /** Answers when the test says so. */
  private static final class Slow implements Transport {
    private final List<byte[]> sent = new ArrayList<>();
    private final ArrayDeque<CompletableFuture<byte[]>> waiting = new ArrayDeque<>();

    @Override
    public void start(TransportListener listener) {}

    @Override
    public PublishResult publish(Topic topic, byte[] payload) {
      return PublishResult.CLOSED;
    }

    @Override
    public CompletionStage<byte[]> request(NodeId peer, byte[] payload) {
      sent.add(payload);
      CompletableFuture<byte[]> answer = new CompletableFuture<>();
      waiting.add(answer);
      return answer;
    }

    @Override
    public ImmutableSet<NodeId> peers() {
      return ImmutableSet.of(CLIENT);
    }

    @Override
    public void close() {}
  }
}
