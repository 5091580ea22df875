package org.exojvm.transport.libp2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.exojvm.transport.libp2p.Evidence.Finding;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.junit.jupiter.api.Test;

/** Goal: who refuses is dead, who greets lives, and of who does neither nobody knows. */
class EvidenceTest {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @Test
  void whoRefusesIsDead() throws IOException {
    Multiaddr address;
    try (ServerSocket server = listening()) {
      address = addressOf(server);
    }
    assertThat(Evidence.at(address)).isEqualTo(Finding.REFUSED);
  }

  @Test
  void whoGreetsLives() throws Exception {
    try (ServerSocket server = listening()) {
      Thread greeter =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Socket socket = server.accept()) {
                      socket.getOutputStream().write(1);
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  });
      assertThat(Evidence.at(addressOf(server))).isEqualTo(Finding.ALIVE);
      greeter.join();
    }
  }

  @Test
  void whoTakesTheConnectionAndSaysNothingIsSilent() throws IOException {
    try (ServerSocket stopped = listening()) {
      assertThat(Evidence.at(addressOf(stopped))).isEqualTo(Finding.SILENT);
    }
  }

  @Test
  void whoDropsTheConnectionIsAskedAgainUntilItRefuses() throws Exception {
    try (ServerSocket dying = listening()) {
      Thread process =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (dying) {
                      dying.accept().close();
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  });
      assertThat(Evidence.at(addressOf(dying))).isEqualTo(Finding.REFUSED);
      process.join();
    }
  }

  @Test
  void addressWithoutAPortIsNoEvidence() {
    assertThat(Evidence.at(Multiaddr.parse("/ip4/127.0.0.1"))).isEqualTo(Finding.SILENT);
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 10, LOOPBACK);
  }

  private static Multiaddr addressOf(ServerSocket server) {
    return Multiaddr.ofTcp(LOOPBACK.getAddress(), server.getLocalPort());
  }
}
