package org.exojvm.transport.libp2p.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex.Scripted;
import org.exojvm.transport.libp2p.timer.ManualTimers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: a peer that answers is left alone; one that does not is told after two failures. */
@Timeout(30)
class PingTest {

  private static final Duration INTERVAL = Duration.ofSeconds(7);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final ManualTimers timers = new ManualTimers();
  private final BlockingQueue<Duplex> opened = new ArrayBlockingQueue<>(10);
  private final CountDownLatch failed = new CountDownLatch(1);
  private final Pinger pinger =
      new Pinger(
          protocols -> {
            assertThat(protocols).containsExactly(PingHandler.PROTOCOL);
            MemoryDuplex.Pair pair = MemoryDuplex.pair(100);
            opened.add(pair.right());
            return new MemoryStream(pair.left());
          },
          timers,
          new PingTimes(INTERVAL, TIMEOUT),
          new Random(1),
          failed::countDown);

  private Thread thread;

  private void start() {
    thread = Thread.startVirtualThread(pinger);
  }

  @AfterEach
  void close() throws InterruptedException {
    pinger.close();
    if (thread != null) {
      thread.join();
    }
  }

  @Test
  void aPeerThatAnswersIsPingedOnOneStream() throws Exception {
    start();
    Duplex peer = opened.poll(10, TimeUnit.SECONDS);
    for (int i = 0; i < 5; i++) {
      peer.write(peer.readFully(PingHandler.BYTES));
      timers.awaitTask(INTERVAL);
      timers.advance(INTERVAL);
    }
    peer.readFully(PingHandler.BYTES);

    assertThat(opened).isEmpty();
    assertThat(failed.getCount()).isEqualTo(1);
  }

  @Test
  void silenceIsForgivenOnceAndToldTheSecondTime() throws Exception {
    start();
    opened.poll(10, TimeUnit.SECONDS).readFully(PingHandler.BYTES);
    timers.advance(TIMEOUT);
    timers.awaitTask(INTERVAL);
    timers.advance(INTERVAL);
    opened.poll(10, TimeUnit.SECONDS).readFully(PingHandler.BYTES);
    assertThat(failed.getCount()).isEqualTo(1);
    timers.advance(TIMEOUT);

    assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anAnswerInBetweenStartsTheCountAnew() throws Exception {
    start();
    Duplex peer = opened.poll(10, TimeUnit.SECONDS);
    for (int i = 0; i < 3; i++) {
      peer.close();
      timers.awaitTask(INTERVAL);
      timers.advance(INTERVAL);
      peer = opened.poll(10, TimeUnit.SECONDS);
      peer.write(peer.readFully(PingHandler.BYTES));
      timers.awaitTask(INTERVAL);
      timers.advance(INTERVAL);
    }

    assertThat(failed.getCount()).isEqualTo(1);
  }

  @Test
  void timeThatIsOverBeforeThereIsAStreamIsAFailure() throws Exception {
    Pinger slow =
        new Pinger(
            _ -> {
              // As when the machine has slept meanwhile; nobody answers on the stream then.
              timers.advance(TIMEOUT);
              return new MemoryStream(MemoryDuplex.pair(100).left());
            },
            timers,
            new PingTimes(INTERVAL, TIMEOUT),
            new Random(1),
            failed::countDown);
    Thread running = Thread.startVirtualThread(slow);
    timers.awaitTask(INTERVAL);
    timers.advance(INTERVAL);

    assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
    running.join();
  }

  @Test
  void otherBytesAreAFailure() throws Exception {
    start();
    for (int i = 0; i < Pinger.MAX_FAILURES; i++) {
      Duplex peer = opened.poll(10, TimeUnit.SECONDS);
      peer.readFully(PingHandler.BYTES);
      peer.write(new byte[PingHandler.BYTES]);
      if (i == 0) {
        timers.awaitTask(INTERVAL);
        timers.advance(INTERVAL);
      }
    }

    assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void pingsAreAnsweredUntilTheStreamEnds() throws IOException {
    byte[] pings = new byte[3 * PingHandler.BYTES];
    new Random(2).nextBytes(pings);
    Scripted link = new Scripted(pings, 5);

    new PingHandler().handle(new MemoryStream(link));

    assertThat(link.written()).isEqualTo(pings);
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(
            () -> new PingHandler().handle(new MemoryStream(new Scripted(new byte[33], 50))));
  }
}
