package org.exojvm.transport.libp2p.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.exojvm.api.transport.TransportException;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.MemoryStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: a request has one answer or one reason, and neither side believes lengths. */
class RequestTest {

  private static final PeerId PEER = PeerId.ofKey(new byte[] {1});
  private static final ConnectionInfo CONNECTION =
      new ConnectionInfo(1, PEER, Multiaddr.parse("/ip4/127.0.0.1/tcp/1"), true);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_024, RequestLimits.CHUNK_BYTES, 1_000_000})
  void requestsOfAllSizesAreAnswered(int size) {
    RequestServer server =
        new RequestServer((_, request) -> CompletableFuture.completedFuture(request));
    byte[] payload = new byte[size];
    if (size > 0) {
      payload[size - 1] = 7;
    }
    assertThat(ask(server, payload)).isEqualTo(payload);
    assertThat(server.served()).isEqualTo(1);
  }

  @Test
  void refusalIsToldAndCounted() {
    RequestServer server =
        new RequestServer(
            (_, _) -> CompletableFuture.failedFuture(new IllegalArgumentException("no")));

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> ask(server, new byte[1]))
        .havingCause()
        .isInstanceOf(TransportException.class)
        .withMessageContaining(PEER.toString())
        .withMessageContaining("refused");
    assertThat(server.refused()).isEqualTo(1);
  }

  @Test
  void requestThatIsTooLargeIsNotSent() {
    RequestClient client =
        new RequestClient(
            _ -> {
              throw new IOException("Nobody is to be asked.");
            });
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(
            () ->
                client
                    .ask(PEER, new byte[RequestLimits.MAX_BYTES + 1])
                    .toCompletableFuture()
                    .join())
        .withMessageContaining("too large");
  }

  @Test
  void errorOfTheMachineFailsTheRequestAsWell() {
    RequestClient client =
        new RequestClient(
            _ -> {
              throw new LinkageError("on purpose");
            });

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(
            () ->
                client
                    .ask(PEER, new byte[1])
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join())
        .withCauseInstanceOf(TransportException.class);
  }

  @Test
  void serverDoesNotBelieveLengths() {
    MemoryDuplex.Scripted negative = new MemoryDuplex.Scripted(new byte[] {-1, -1, -1, -1}, 4);
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> Body.read(negative, _ -> {}))
        .withMessageContaining("4294967295");
    MemoryDuplex.Scripted promised = new MemoryDuplex.Scripted(new byte[] {3, 0, 0, 0, 1}, 5);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Body.read(promised, taken -> assertThat(taken).isLessThan(1 << 20)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "\7", "\0\0\0\0\5abc"})
  void answerThatIsNoneFailsTheRequest(String answer) throws IOException {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(1_024);
    RequestClient client = new RequestClient(_ -> stream(pair.left()));
    var future = client.ask(PEER, new byte[1]).toCompletableFuture();
    pair.right().write(answer.getBytes(UTF_8));
    pair.right().closeWrite();

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(future::join)
        .havingCause()
        .isInstanceOf(TransportException.class);
    assertThat(client.failed()).isEqualTo(1);
  }

  @Test
  void onePeerDoesNotTakeAllAnswers() {
    CompletableFuture<byte[]> never = new CompletableFuture<>();
    LongAdder waiting = new LongAdder();
    RequestServer server =
        new RequestServer(
            (peer, request) -> {
              waiting.increment();
              return peer.equals(PEER) ? never : CompletableFuture.completedFuture(request);
            });
    List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    for (int i = 0; i < RequestLimits.MAX_ANSWERED; i++) {
      answers.add(begin(server, CONNECTION, new byte[1]));
    }
    while (waiting.sum() + server.refused() < answers.size()) {
      Thread.onSpinWait();
    }
    ConnectionInfo other =
        new ConnectionInfo(2, PeerId.ofKey(new byte[] {2}), CONNECTION.remote(), true);

    assertThat(begin(server, other, new byte[] {7}).join()).containsExactly(7);
    assertThat(server.refused())
        .isEqualTo(RequestLimits.MAX_ANSWERED - RequestLimits.MAX_ANSWERED_PER_PEER);
    never.complete(new byte[0]);
    long answered = answers.stream().filter(RequestTest::isAnswered).count();
    assertThat(answered).isEqualTo(RequestLimits.MAX_ANSWERED_PER_PEER);
    assertThat(begin(server, CONNECTION, new byte[1]).join()).isEmpty();
  }

  private static boolean isAnswered(CompletableFuture<byte[]> answer) {
    return answer.handle((_, error) -> error == null).join();
  }

  private static byte[] ask(RequestServer server, byte[] payload) {
    return begin(server, CONNECTION, payload).join();
  }

  private static CompletableFuture<byte[]> begin(
      RequestServer server, ConnectionInfo connection, byte[] payload) {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 16);
    Thread.ofVirtual()
        .start(
            () -> {
              try (MemoryStream stream = stream(pair.right(), connection)) {
                server.handle(stream);
              } catch (IOException _) {
                pair.right().close();
              }
            });
    RequestClient client = new RequestClient(_ -> stream(pair.left()));
    return client.ask(PEER, payload).toCompletableFuture();
  }

  private static MemoryStream stream(MemoryDuplex duplex) {
    return stream(duplex, CONNECTION);
  }

  private static MemoryStream stream(MemoryDuplex duplex, ConnectionInfo connection) {
    return new MemoryStream(duplex, connection, RequestLimits.PROTOCOL);
  }
}
