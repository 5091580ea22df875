package org.exojvm.api.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.exojvm.api.id.NodeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link Transport} has to do. A transport's own test extends this class and says how to
 * get one and how to wait; nothing here reads a clock.
 */
public abstract class TransportContract {

  private final NodeId idA = idOf("a");
  private final NodeId idB = idOf("b");
  private final NodeId idC = idOf("c");
  private final RecordingListener atA = new RecordingListener(this::nameOf);
  private final RecordingListener atB = new RecordingListener(this::nameOf);
  private Transport a;
  private Transport b;

  /** Returns a transport that is not started; those of one test form a cluster. */
  protected abstract Transport join(NodeId self);

  /** Returns the id of the node that is called so here, where ids are not the host's to choose. */
  protected NodeId idOf(String name) {
    return NodeId.of(name);
  }

  private String nameOf(NodeId id) {
    return id.equals(idA) ? "a" : id.equals(idB) ? "b" : id.value();
  }

  /** Waits until the condition holds; fails when it does not within the transport's means. */
  protected abstract void waitUntil(BooleanSupplier condition);

  /** Waits until everything that is under way has arrived. */
  protected abstract void settle();

  @BeforeEach
  final void connectTwoNodes() {
    a = join(idA);
    b = join(idB);
    a.start(atA);
    b.start(atB);
    waitUntil(() -> a.peers().contains(idB) && b.peers().contains(idA));
  }

  @AfterEach
  final void closeAll() {
    a.close();
    b.close();
  }

  @Test
  void messageReachesEverybodyOnceItsSenderToo() {
    assertThat(a.publish(Topic.COMMANDS, bytes("hello"))).isEqualTo(PublishResult.SENT);
    waitUntil(() -> !atA.messages().isEmpty() && !atB.messages().isEmpty());
    settle();
    assertThat(atA.messages()).containsExactly("commands a hello");
    assertThat(atB.messages()).containsExactly("commands a hello");
  }

  @Test
  void messagesOfOneAuthorKeepTheirOrderAndTheirTopic() {
    for (int i = 0; i < 100; i++) {
      a.publish(i % 2 == 0 ? Topic.LOCAL_EVENTS : Topic.COMMANDS, bytes("m" + i));
    }
    waitUntil(() -> atB.messages().size() == 100);
    for (int i = 0; i < 100; i++) {
      String topic = i % 2 == 0 ? "local_events" : "commands";
      assertThat(atB.messages().get(i)).isEqualTo(topic + " a m" + i);
    }
  }

  @Test
  void payloadMayBeReusedByItsSender() {
    byte[] payload = bytes("before");
    a.publish(Topic.COMMANDS, payload);
    Arrays.fill(payload, (byte) 'x');
    waitUntil(() -> !atB.messages().isEmpty());
    assertThat(atB.messages()).containsExactly("commands a before");
  }

  @Test
  void largestMessageArrivesAndALargerOneIsRefused() {
    assertThat(a.publish(Topic.COMMANDS, new byte[Transport.MAX_MESSAGE_BYTES]))
        .isEqualTo(PublishResult.SENT);
    assertThat(a.publish(Topic.COMMANDS, new byte[Transport.MAX_MESSAGE_BYTES + 1]))
        .isEqualTo(PublishResult.TOO_LARGE);
    waitUntil(() -> !atB.messages().isEmpty());
    settle();
    assertThat(atB.messages()).containsExactly("commands a 1048576 bytes");
  }

  @Test
  void listenerThatThrowsStillGetsWhatComesNext() {
    a.publish(Topic.COMMANDS, bytes("throw"));
    a.publish(Topic.COMMANDS, bytes("next"));
    waitUntil(() -> atB.messages().size() == 2);
    assertThat(atB.messages()).endsWith("commands a next");
  }

  @Test
  void requestIsAnsweredByItsPeer() {
    assertThat(answerOf(a.request(idB, bytes("time?")))).isEqualTo("a asked time?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"throw", "refuse"})
  void requestThatIsNotAnsweredFailsWithTheNameOfThePeer(String request) {
    assertThat(failureOf(a.request(idB, bytes(request))))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining(idB.value());
  }

  @Test
  void requestToAnUnknownPeerFailsWithItsName() {
    assertThat(failureOf(a.request(NodeId.of("nobody"), bytes("time?"))))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("nobody");
  }

  @Test
  void peersComeAndGo() {
    assertThat(a.peers()).containsExactly(idB);
    b.close();
    waitUntil(() -> a.peers().isEmpty() && atA.peerEvents().size() == 2);
    assertThat(atA.peerEvents()).containsExactly("+b", "-b");
  }

  @Test
  void nothingWorksBeforeStart() {
    Transport c = join(idC);
    assertIsClosed(c);
    c.close();
  }

  @Test
  void nothingWorksAfterCloseAndCloseIsIdempotent() {
    b.close();
    b.close();
    assertIsClosed(b);
  }

  @Test
  void nothingIsDeliveredAfterClose() {
    a.publish(Topic.COMMANDS, bytes("perhaps"));
    b.close();
    int delivered = atB.messages().size();
    a.publish(Topic.COMMANDS, bytes("too late"));
    settle();
    assertThat(atB.messages()).hasSize(delivered);
  }

  private void assertIsClosed(Transport closed) {
    assertThat(closed.publish(Topic.COMMANDS, bytes("hello"))).isEqualTo(PublishResult.CLOSED);
    assertThat(closed.peers()).isEmpty();
    assertThat(failureOf(closed.request(idA, bytes("time?"))))
        .isInstanceOf(TransportException.class);
  }

  private String answerOf(CompletionStage<byte[]> stage) {
    CompletableFuture<byte[]> answer = stage.toCompletableFuture();
    waitUntil(answer::isDone);
    return new String(answer.join(), UTF_8);
  }

  private Throwable failureOf(CompletionStage<byte[]> stage) {
    CompletableFuture<Throwable> failure =
        stage
            .handle((answer, error) -> error == null ? new AssertionError("answered") : error)
            .toCompletableFuture();
    waitUntil(failure::isDone);
    Throwable error = failure.join();
    return error instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : error;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
