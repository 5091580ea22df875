package org.exojvm.transport.libp2p.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.net.Socket;
import java.net.SocketException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.timer.ManualTimers;
import org.exojvm.transport.libp2p.yamux.ReceiveBudget;
import org.junit.jupiter.api.Test;

/** Goal: a socket that does not become a connection is closed, whatever the reason. */
class UpgraderTest {

  private final ManualTimers timers = new ManualTimers();
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private final Shared shared =
      new Shared(
          timers,
          SwarmTimes.DEFAULT,
          new Counters(),
          new Tasks(),
          new ReceiveBudget(1),
          new SecureRandom());
  private final Establishment establishment =
      new Establishment(
          new Upgrader(
              Nodes.identity(1),
              Nodes.KEY,
              ImmutableSet.of(),
              timers,
              Duration.ofSeconds(10),
              new SecureRandom()),
          shared,
          new Connections(),
          new Events(new Recorder()),
          ImmutableMap.of());

  @Test
  void aFaultOfThisSideClosesTheSocketAndIsCounted() {
    Duplex faulty =
        new Duplex() {
          @Override
          public int read(byte[] target, int offset, int length) {
            throw new IllegalStateException("on purpose");
          }

          @Override
          public void write(byte[] source, int offset, int length) {
            // Nobody is there.
          }

          @Override
          public void flush() {
            // Nobody is there.
          }

          @Override
          public void close() {
            isClosed.set(true);
          }
        };

    assertThatExceptionOfType(UpgradeException.class)
        .isThrownBy(
            () ->
                establishment.dialled(
                    faulty, Multiaddr.parse("/ip4/10.0.0.1/tcp/1"), Optional.empty()))
        .withMessageContaining("on purpose");
    assertThat(isClosed).isTrue();
    assertThat(shared.counters().snapshot()).containsEntry(Counter.FAILED_PNET, 1L);
  }

  @Test
  void aSocketThatBreaksAsItIsAcceptedIsClosed() {
    establishment.accepted(
        new Socket() {
          @Override
          public void setTcpNoDelay(boolean on) throws SocketException {
            throw new SocketException("reset by peer");
          }

          @Override
          public void close() {
            isClosed.set(true);
          }
        });

    assertThat(isClosed).isTrue();
  }
}
