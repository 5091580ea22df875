package org.exojvm.transport.libp2p.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.exojvm.transport.libp2p.duplex.Delimited;
import org.exojvm.transport.libp2p.identify.Identify;
import org.exojvm.transport.libp2p.identify.IdentifyHandler;
import org.exojvm.transport.libp2p.identify.IdentifyPushHandler;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.PeerStream;
import org.exojvm.transport.libp2p.swarm.Nodes.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: swarms meet whom they should, and nobody else, over real sockets. */
@Timeout(60)
class SwarmTest {

  private final Nodes nodes = new Nodes();

  @AfterEach
  void close() throws Exception {
    nodes.close();
  }

  @Test
  void twoSwarmsConnectAndAreToldOfEachOther() throws Exception {
    Node a = nodes.start(1);
    Node b = nodes.start(2);

    ConnectionInfo outbound = a.dial(b.address());

    assertThat(outbound.peer()).isEqualTo(b.swarm().self());
    assertThat(outbound.outbound()).isTrue();
    assertThat(outbound.remote()).isEqualTo(b.address());
    assertThat(a.told().awaitConnected()).isEqualTo(outbound);
    assertThat(b.told().awaitConnected().peer()).isEqualTo(a.swarm().self());
    assertThat(a.swarm().peers()).containsExactly(b.swarm().self());
    assertThat(a.swarm().connections(b.swarm().self())).containsExactly(outbound);

    b.swarm().close();
    assertThat(a.told().awaitDisconnected()).contains("went away");
    assertThat(b.told().awaitDisconnected()).contains("leaves");
    assertThat(a.swarm().peers()).isEmpty();
    assertThat(b.swarm().peers()).isEmpty();
    assertThat(b.swarm().listenAddresses()).isEmpty();
  }

  @Test
  void streamsAreOpenedByBothSides() throws Exception {
    Node a = nodes.start(1);
    Node b = nodes.start(2);
    a.dial(b.address());
    b.told().awaitConnected();

    checkEcho(a.swarm(), b, List.of(Nodes.ECHO));
    checkEcho(b.swarm(), a, List.of("/unknown/1", Nodes.ECHO));
  }

  private static void checkEcho(Swarm from, Node to, List<String> protocols) throws Exception {
    byte[] message = new byte[300_000];
    new Random(5).nextBytes(message);
    try (PeerStream stream = from.openStream(to.swarm().self(), protocols)) {
      stream.deadline(Duration.ofSeconds(20));
      CompletableFuture<Void> written = new CompletableFuture<>();
      Thread.startVirtualThread(
          () -> {
            try {
              stream.write(message);
              stream.closeWrite();
              written.complete(null);
            } catch (IOException e) {
              written.completeExceptionally(e);
            }
          });
      assertThat(stream.readFully(message.length)).isEqualTo(message);
      assertThat(stream.read()).isEqualTo(-1);
      assertThat(stream.protocol()).isEqualTo(Nodes.ECHO);
      assertThat(stream.peer()).isEqualTo(to.swarm().self());
      written.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aNameIsDialledAtANumberOfTheKindThatItAsksFor() throws Exception {
    Node a = nodes.start(1);
    Node b = nodes.start(2);
    int port = b.address().tcpPort().orElseThrow();

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> a.dial(Multiaddr.parse("/dns6/localhost/tcp/" + port)));
    assertThat(a.dial(Multiaddr.parse("/dns4/localhost/tcp/" + port)).peer())
        .isEqualTo(b.swarm().self());
  }

  @Test
  void aProtocolThatIsNotSpokenIsRefused() throws Exception {
    Node a = nodes.start(1);
    Node b = nodes.start(2);
    a.dial(b.address());

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> a.swarm().openStream(b.swarm().self(), List.of("/x/1", "/x/2")))
        .withMessageContaining("speaks none");
    PeerStream lazy = a.swarm().openStream(b.swarm().self(), List.of("/x/1"));
    assertThatExceptionOfType(IOException.class).isThrownBy(lazy::read);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> a.swarm().openStream(a.swarm().self(), List.of(Nodes.ECHO)))
        .withMessageContaining("not connected");
  }

  @Test
  void theWrongKeyIsRefused() throws Exception {
    Node a = nodes.start(1, PreSharedKey.ofNamespace("another"));
    Node b = nodes.start(2);

    checkFails(a, b.address(), Counter.FAILED_SECURITY_NEGOTIATION);
    assertThat(b.swarm().peers()).isEmpty();
  }

  private static void checkFails(Node node, Multiaddr address, Counter counter) {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> node.dial(address))
        .withCauseInstanceOf(IOException.class);
    assertThat(node.count(counter)).isEqualTo(1);
    assertThat(node.swarm().peers()).isEmpty();
  }

  @Test
  void anotherPeerThanTheDialledIsRefused() throws Exception {
    Node a = nodes.start(1);
    Node b = nodes.start(2);

    checkFails(a, b.address().withPeer(Nodes.identity(3).peerId()), Counter.PEER_MISMATCH);
  }

  @Test
  void aNodeDoesNotConnectToItself() throws Exception {
    Node a = nodes.start(1);

    assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> a.dial(a.address()));
    assertThat(a.count(Counter.SELF)).isPositive();
    assertThat(a.swarm().peers()).isEmpty();
  }

  @Test
  void whoIsNotAllowedDoesNotComeInWhoeverDials() throws Exception {
    Node closed = nodes.start(1, builder -> builder.allow(Set.of(Nodes.identity(2).peerId())));
    Node friend = nodes.start(2);
    Node stranger = nodes.start(3);

    assertThat(friend.dial(closed.address()).peer()).isEqualTo(closed.swarm().self());
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> closed.dial(stranger.address()));
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> stranger.dial(closed.address()));
    assertThat(closed.swarm().peers()).containsExactly(friend.swarm().self());
    closed.swarm().close();
    assertThat(closed.count(Counter.NOT_ALLOWED)).isEqualTo(2);
  }

  @Test
  void aStaticPeerIsFoundWhenItComesAndWhenItComesBack() throws Exception {
    Node first = nodes.start(2);
    Multiaddr address = first.address();
    first.swarm().close();
    Node a =
        nodes.start(1, builder -> builder.times(Nodes.QUICK_RETRIES).staticPeers(List.of(address)));
    Node second = nodes.start(2, builder -> builder.listen(address));

    assertThat(a.told().awaitConnected().peer()).isEqualTo(second.swarm().self());
    second.swarm().close();
    a.told().awaitDisconnected();
    Node third = nodes.start(2, builder -> builder.listen(address));
    assertThat(a.told().awaitConnected().peer()).isEqualTo(third.swarm().self());
  }

  @Test
  void anAddressIsNotDialledWhereAConnectionIsUp() throws Exception {
    Node a = nodes.start(1, builder -> builder.times(Nodes.QUICK_RETRIES));
    Node b = nodes.start(2);

    ConnectionInfo first = a.dial(b.address());
    assertThat(a.dial(b.address())).isEqualTo(first);
    assertThat(a.dial(b.address().withPeer(b.swarm().self()))).isEqualTo(first);
    assertThat(a.swarm().keep(b.address())).isTrue();
    assertThat(a.swarm().keep(Multiaddr.parse("/dnsaddr/a.example"))).isFalse();
    assertThat(a.count(Counter.DIALLED)).isEqualTo(1);
  }

  @Test
  void bothMayDialAndFiveConnectionsAreOneTooMany() throws Exception {
    Node b = nodes.start(2);
    for (int i = 0; i < SwarmLimits.MAX_CONNECTIONS_PER_PEER; i++) {
      nodes.upgrade(b, 1);
      b.told().awaitConnected();
    }

    Nodes.awaitClosed(nodes.upgrade(b, 1));

    assertThat(b.count(Counter.TOO_MANY_CONNECTIONS)).isEqualTo(1);
    assertThat(b.swarm().connections(Nodes.identity(1).peerId()))
        .hasSize(SwarmLimits.MAX_CONNECTIONS_PER_PEER);
  }

  @Test
  void whatAPeerAsksItIsTold() throws Exception {
    Node a = nodes.start(1);
    Node b = nodes.start(2, builder -> builder.agent("test/1"));
    a.dial(b.address());

    Identify told;
    try (PeerStream stream =
        a.swarm().openStream(b.swarm().self(), List.of(IdentifyHandler.PROTOCOL))) {
      told = Identify.decode(Delimited.read(stream, Identify.MAX_BYTES).orElseThrow());
    }

    assertThat(told.publicKey()).contains(Nodes.identity(2).publicKey());
    assertThat(told.listenAddresses()).containsExactly(b.address());
    assertThat(told.protocols()).contains(Nodes.ECHO, IdentifyHandler.PROTOCOL);
    assertThat(told.agentVersion()).isEqualTo("test/1");
    assertThat(told.observedAddress().orElseThrow().host()).contains("127.0.0.1");

    try (PeerStream stream =
        a.swarm().openStream(b.swarm().self(), List.of(IdentifyPushHandler.PROTOCOL))) {
      Delimited.write(stream, told.encode());
      stream.closeWrite();
      assertThatExceptionOfType(IOException.class).isThrownBy(stream::read);
    }
    assertThat(b.count(Counter.STREAMS_FAILED)).isEqualTo(1);
    assertThat(a.swarm().peers()).containsExactly(b.swarm().self());
  }

  @Test
  void aHandlerThatThrowsOrTakesItsTimeHarmsOnlyItsStream() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    Node a = nodes.start(1);
    Node b =
        nodes.start(
            2,
            builder ->
                builder
                    .handler(
                        "/throws/1",
                        _ -> {
                          throw new IllegalStateException("on purpose");
                        })
                    .handler("/stuck/1", _ -> awaitUninterrupted(stuck)));
    a.dial(b.address());

    PeerStream broken = a.swarm().openStream(b.swarm().self(), List.of("/throws/1"));
    assertThatExceptionOfType(IOException.class).isThrownBy(broken::read);
    PeerStream late = a.swarm().openStream(b.swarm().self(), List.of("/stuck/1"));
    late.deadline(Duration.ofMillis(20));
    assertThatExceptionOfType(IOException.class).isThrownBy(late::read);
    checkEcho(a.swarm(), b, List.of(Nodes.ECHO));
    stuck.countDown();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void disconnectingClosesAllConnectionsOfAPeer() throws Exception {
    Node a = nodes.start(1);
    Node b = nodes.start(2);
    a.dial(b.address());
    b.told().awaitConnected();

    b.swarm().disconnect(a.swarm().self(), "It floods.");

    assertThat(b.told().awaitDisconnected()).isEqualTo("It floods.");
    assertThat(a.told().awaitDisconnected()).contains("went away");
  }

  @Test
  void anAddressThatCanNotBeBoundIsToldAndNothingStaysOpen() throws Exception {
    Node a = nodes.start(1);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> nodes.start(2, builder -> builder.listen(a.address())))
        .withMessageContaining("Maybe use port 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> nodes.start(2, builder -> builder.listen(Multiaddr.parse("/ip4/1.2.3.4/udp/1"))));
  }

  @Test
  void afterItsEndASwarmDialsNobody() throws Exception {
    Node a = nodes.start(1);
    Node b = nodes.start(2);
    a.swarm().close();
    a.swarm().close();

    assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> a.dial(b.address()));
  }
}
