package org.exojvm.transport.libp2p.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.multistream.Multistream;
import org.exojvm.transport.libp2p.noise.Noise;
import org.exojvm.transport.libp2p.noise.NoiseDuplex;
import org.exojvm.transport.libp2p.ping.PingTimes;
import org.exojvm.transport.libp2p.pnet.PrivateNetwork;
import org.exojvm.transport.libp2p.swarm.Nodes.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: who talks garbage after any layer, stalls or does not answer is closed and counted, and the
 * node serves others meanwhile. Method: the layers by hand, up to the one that misbehaves.
 */
@Timeout(60)
class HostilePeersTest {

  private static final byte[] GARBAGE = new byte[512];

  /** Longer than any frame, whatever its length is decrypted to. */
  private static final int NOT_A_FRAME = 70_000;

  static {
    Arrays.fill(GARBAGE, (byte) 0xa7);
  }

  private final Nodes nodes = new Nodes();
  private Node node;

  @BeforeEach
  void start() throws IOException {
    node = nodes.start(1);
  }

  @AfterEach
  void close() throws Exception {
    Node friend = nodes.start(2);
    assertThat(friend.dial(node.address()).peer()).isEqualTo(node.swarm().self());
    nodes.close();
  }

  private Duplex inNetwork(Node target) throws IOException {
    return PrivateNetwork.enter(
        nodes.connect(target), Nodes.KEY, new byte[PrivateNetwork.NONCE_BYTES]);
  }

  private static void sendGarbage(Duplex duplex) {
    try {
      duplex.write(GARBAGE);
      duplex.flush();
    } catch (IOException closed) {
      // It was garbage enough before.
    }
    Nodes.awaitClosed(duplex);
  }

  @Test
  void garbageInsteadOfTheNetwork() throws IOException {
    sendGarbage(nodes.connect(node));

    assertThat(node.count(Counter.FAILED_SECURITY_NEGOTIATION)).isEqualTo(1);
  }

  @Test
  void aConnectionThatEndsAtOnce() throws IOException {
    SocketDuplex socket = nodes.connect(node);
    socket.write(GARBAGE, 0, 5);
    socket.flush();
    socket.close();
    // The node has closed this one, which came later, only when it has seen the end of the first.
    sendGarbage(inNetwork(node));

    assertThat(node.count(Counter.ACCEPTED)).isEqualTo(2);
  }

  @Test
  void garbageInsteadOfANegotiation() throws IOException {
    sendGarbage(inNetwork(node));

    assertThat(node.count(Counter.FAILED_SECURITY_NEGOTIATION)).isEqualTo(1);
  }

  @Test
  void anUnknownSecurityProtocol() throws IOException {
    Duplex network = inNetwork(node);

    assertThat(Multistream.propose(network, List.of("/tls/1.0.0"))).isEmpty();
    sendGarbage(network);

    assertThat(node.count(Counter.FAILED_SECURITY_NEGOTIATION)).isEqualTo(1);
  }

  @Test
  void garbageInsteadOfAHandshake() throws IOException {
    Duplex network = inNetwork(node);

    assertThat(Multistream.propose(network, List.of("/noise"))).contains("/noise");
    sendGarbage(network);

    assertThat(node.count(Counter.FAILED_NOISE)).isEqualTo(1);
  }

  @Test
  void garbageInsteadOfAMultiplexer() throws IOException {
    Duplex network = inNetwork(node);
    Multistream.propose(network, List.of("/noise"));
    NoiseDuplex secured = new Noise(Nodes.identity(3), new SecureRandom()).initiate(network);

    sendGarbage(secured);

    assertThat(node.count(Counter.FAILED_MUXER_NEGOTIATION)).isEqualTo(1);
  }

  @Test
  void garbageInsteadOfFrames() throws Exception {
    sendGarbage(nodes.upgrade(node, 3));

    assertThat(node.told().awaitDisconnected()).contains("version");
    assertThat(node.count(Counter.PROTOCOL_VIOLATION)).isEqualTo(1);
  }

  @Test
  void aFrameThatWasTamperedWith() throws Exception {
    SocketDuplex socket = nodes.connect(node);
    Duplex network = PrivateNetwork.enter(socket, Nodes.KEY, new byte[PrivateNetwork.NONCE_BYTES]);
    Multistream.propose(network, List.of("/noise"));
    NoiseDuplex secured = new Noise(Nodes.identity(3), new SecureRandom()).initiate(network);
    assertThat(Multistream.propose(secured, List.of("/yamux/1.0.0"))).isPresent();
    node.told().awaitConnected();

    socket.write(new byte[NOT_A_FRAME]);
    sendGarbage(socket);

    assertThat(node.told().awaitDisconnected()).contains("tag");
    assertThat(node.count(Counter.PROTOCOL_VIOLATION)).isEqualTo(1);
  }

  @Test
  void whoStallsIsClosedWhenTheTimeIsOver() throws Exception {
    SwarmTimes impatient =
        new SwarmTimes(
            Duration.ofSeconds(5),
            Duration.ofMillis(50),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            PingTimes.DEFAULT);
    Node quick = nodes.start(4, builder -> builder.times(impatient));

    Nodes.awaitClosed(nodes.connect(quick));
    quick.swarm().close();

    assertThat(quick.count(Counter.UPGRADE_TIMED_OUT)).isEqualTo(1);
  }

  @Test
  void theOldestOfTooManyUnknownsMakesRoom() throws IOException {
    List<SocketDuplex> sockets = new ArrayList<>();
    for (int i = 0; i <= SwarmLimits.MAX_UNAUTHENTICATED; i++) {
      sockets.add(nodes.connect(node));
      // The nonce of the node shows that it has accepted.
      sockets.getLast().readFully(PrivateNetwork.NONCE_BYTES);
    }

    Nodes.awaitClosed(sockets.getFirst());

    assertThat(node.count(Counter.EVICTED)).isEqualTo(1);
  }

  @Test
  void whoAnswersNoPingsIsClosed() throws Exception {
    SwarmTimes watchful =
        new SwarmTimes(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            new PingTimes(Duration.ofMillis(5), Duration.ofMillis(40)));
    Node quick = nodes.start(4, builder -> builder.times(watchful));

    Nodes.awaitClosed(nodes.upgrade(quick, 3));

    assertThat(quick.told().awaitDisconnected()).contains("did not answer");
    assertThat(quick.count(Counter.PING_FAILED)).isEqualTo(1);
  }

  @Test
  void garbageOnAStreamHarmsOnlyTheStream() throws Exception {
    NoiseDuplex session = nodes.upgrade(node, 3);
    byte[] stream = {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 4, 1, 9, 1, 9};
    session.write(stream);
    session.flush();

    byte[] header = session.readFully(12);
    while (header[1] != 1 || header[3] != 8) {
      // Pings of the node on a stream of its own.
      session.readFully(header[1] == 0 ? header[11] : 0);
      header = session.readFully(12);
    }

    assertThat(header[7]).isEqualTo((byte) 1);
    assertThat(node.swarm().peers()).contains(Nodes.identity(3).peerId());
    assertThat(node.told().ends()).isZero();
  }

  @Test
  void aNodeThatClosesDoesNotWaitForWhoStalls() throws Exception {
    nodes.connect(node).readFully(PrivateNetwork.NONCE_BYTES);
    Node other = nodes.start(5);
    nodes.upgrade(other, 3);
    other.told().awaitConnected();
    nodes.connect(other).readFully(PrivateNetwork.NONCE_BYTES);
    Thread closing = Thread.startVirtualThread(() -> other.swarm().close());

    assertThat(closing.join(Duration.ofSeconds(4))).isTrue();
  }
}
