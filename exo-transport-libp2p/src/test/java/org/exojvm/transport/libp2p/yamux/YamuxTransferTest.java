package org.exojvm.transport.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex;
import org.exojvm.transport.libp2p.yamux.Frames.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: messages larger than windows and links cross, both ways at once, and cuts are noticed. */
@Timeout(60)
class YamuxTransferTest {

  private static final int STREAMS = 3;
  private static final int MEBIBYTE = 1 << 20;
  private static final int FIRST_FRAME = Header.BYTES + YamuxLimits.MAX_SENT_BODY;

  private interface Task {

    void run() throws Exception;
  }

  private static CompletableFuture<Void> start(Task task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            task.run();
            done.complete(null);
          } catch (Throwable e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  /**
   * A link of 64 bytes is full nearly always, in both directions: who writes must not have to read.
   */
  @ParameterizedTest
  @ValueSource(ints = {64, 100_000})
  void mebibytesCrossBothWaysAtOnceOnSeveralStreams(int capacity) throws Exception {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(capacity);
    WireSpy spy = new WireSpy();
    Rig left = new Rig(spy.on(pair.left(), "left", "right"), true);
    Rig right = new Rig(spy.on(pair.right(), "right", "left"), false);
    byte[] message = new byte[MEBIBYTE];
    new Random(3).nextBytes(message);

    List<CompletableFuture<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      YamuxStream stream = left.session.open(Duration.ofSeconds(10));
      stream.write(message, 0, 1);
      YamuxStream accepted = right.nextOpened();
      tasks.add(start(() -> send(stream, message, 1)));
      tasks.add(start(() -> send(accepted, message, 0)));
      tasks.add(start(() -> receive(accepted, message)));
      tasks.add(start(() -> receive(stream, message)));
    }
    for (CompletableFuture<Void> task : tasks) {
      task.get(40, TimeUnit.SECONDS);
    }

    assertThat(spy.broken()).isEmpty();
    assertThat(left.session.streamCount() + right.session.streamCount()).isZero();
    left.session.close("done");
    left.awaitEnd();
    right.awaitEnd();
  }

  private static void send(YamuxStream stream, byte[] message, int from) throws IOException {
    stream.write(message, from, message.length - from);
    stream.closeWrite();
  }

  private static void receive(YamuxStream stream, byte[] message) throws IOException {
    assertThat(stream.readFully(message.length)).isEqualTo(message);
    assertThat(stream.read()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5, 12, 13, 40_000, 300_000})
  void aCutLinkEndsBothSidesWhereverItIsCut(long bytes) throws Exception {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(4096);
    pair.left().cutAfter(bytes);
    Rig left = new Rig(pair.left(), true);
    Rig right = new Rig(pair.right(), false);
    YamuxStream stream = left.session.open(Duration.ofSeconds(10));

    CompletableFuture<Void> reading =
        start(
            () -> {
              if (bytes >= FIRST_FRAME) {
                YamuxStream accepted = right.nextOpened();
                byte[] buffer = new byte[1000];
                while (accepted.read(buffer, 0, buffer.length) >= 0) {
                  assertThat(buffer).containsOnly(0);
                }
              }
            });
    CompletableFuture<Void> writing = start(() -> stream.write(new byte[MEBIBYTE]));

    assertThat(writing.handle((_, e) -> e).get(10, TimeUnit.SECONDS))
        .isInstanceOf(IOException.class);
    left.awaitEnd();
    right.awaitEnd();
    Throwable read = reading.handle((_, e) -> e).get(10, TimeUnit.SECONDS);
    assertThat(bytes >= FIRST_FRAME ? read : new IOException()).isInstanceOf(IOException.class);
    assertThat(right.budget.taken()).isZero();
  }

  @Test
  void aRequestAndItsAnswerLeaveNothingBehind() throws Exception {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 16);
    Rig left = new Rig(pair.left(), true);
    Rig right = new Rig(pair.right(), false);
    for (int i = 0; i < 1000; i++) {
      YamuxStream client = left.session.open(Duration.ofSeconds(10));
      client.write(new byte[] {1, 2});
      client.closeWrite();
      YamuxStream server = right.nextOpened();
      assertThat(server.readFully(2)).containsExactly(1, 2);
      assertThat(server.read()).isEqualTo(-1);
      server.write(new byte[] {3});
      server.close();
      assertThat(client.read()).isEqualTo(3);
      assertThat(client.read()).isEqualTo(-1);
      client.close();
    }
    assertThat(left.session.streamCount()).isZero();
    assertThat(right.session.streamCount()).isZero();
    left.session.close("done");
    left.awaitEnd();
    right.awaitEnd();
  }
}
