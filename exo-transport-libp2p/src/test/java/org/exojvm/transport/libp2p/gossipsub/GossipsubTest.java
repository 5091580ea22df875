package org.exojvm.transport.libp2p.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.exojvm.transport.libp2p.duplex.Delimited;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.gossipsub.MemoryGossip.Node;
import org.exojvm.transport.libp2p.gossipsub.router.DropReason;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.gossipsub.rpc.RpcCodec;
import org.exojvm.transport.libp2p.gossipsub.rpc.RpcLimits;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goal: messages go through whatever happens to streams, and no peer can stop or fill a node. */
class GossipsubTest {

  private final MemoryGossip network = new MemoryGossip();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void messagesArriveInOrderAtBothWaysAndNotAtTheirAuthor() {
    Node a = network.node(1);
    Node b = network.node(2);
    connect(a, b);
    List<String> texts = IntStream.range(0, 500).mapToObj(i -> "m" + i).toList();
    texts.forEach(text -> a.publish("commands", text));
    b.publish("commands", "back");

    await(() -> b.messages.size() == texts.size() && a.messages.size() == 1);
    assertThat(b.messages).isEqualTo(texts);
    assertThat(a.messages).containsExactly("back");
  }

  @Test
  void largestMessageArrivesAndALargerOneIsRefused() {
    Node a = network.node(1);
    Node b = network.node(2);
    connect(a, b);
    a.gossip.publish("commands", ByteString.copyFrom(new byte[RpcLimits.MAX_DATA_BYTES]));

    await(() -> b.messages.size() == 1);
    assertThat(b.messages).containsExactly(RpcLimits.MAX_DATA_BYTES + " bytes");
    ByteString tooLarge = ByteString.copyFrom(new byte[RpcLimits.MAX_DATA_BYTES + 1]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> a.gossip.publish("commands", tooLarge))
        .withMessageContaining("Maybe split it");
  }

  @Test
  void messageIsPassedOnToPeersOfPeers() {
    Node a = network.node(1);
    Node b = network.node(2);
    Node c = network.node(3);
    connect(a, b);
    connect(b, c);
    a.publish("commands", "far");

    await(() -> c.messages.size() == 1);
    assertThat(b.messages).containsExactly("far");
  }

  @Test
  void messagesGoOnWhenOneOfTwoConnectionsBreaks() {
    Node a = network.node(1);
    Node b = network.node(2);
    connect(a, b);
    network.connect(a, b);
    network.disconnect(a, b);
    await(() -> reopened(a) == 1 && reopened(b) == 1);
    a.publish("commands", "still");
    b.publish("commands", "here");

    await(() -> a.messages.size() == 1 && b.messages.size() == 1);
    assertThat(a.topics).containsExactly("+commands");
  }

  private static long reopened(Node node) {
    return node.gossip.counters().get(GossipCounter.REOPENED);
  }

  @Test
  void peerIsGoneWithItsLastConnection() {
    Node a = network.node(1);
    Node b = network.node(2);
    connect(a, b);
    network.disconnect(a, b);

    await(() -> a.topics.size() == 2);
    assertThat(a.topics).containsExactly("+commands", "gone");
  }

  @Test
  void peerWithoutGossipIsGivenUpAfterAFewTries() {
    Node a = network.node(1);
    a.gossip.connected(
        new ConnectionInfo(
            7, Identity.generate().peerId(), Multiaddr.parse("/ip4/127.0.0.1/tcp/1"), true));

    await(() -> a.topics.contains("gone") && !a.disconnected.isEmpty());
    assertThat(a.gossip.counters()).containsEntry(GossipCounter.GIVEN_UP, 1L);
  }

  @Test
  void malformedPacketCostsItsPeerTheConnection() throws IOException {
    Node a = network.node(1);
    Node b = network.node(2);
    connect(a, b);
    Duplex stream = network.open(b, a.id());
    stream.write(new byte[] {1, 0x12});

    await(() -> !a.disconnected.isEmpty());
    assertThat(a.gossip.counters()).containsEntry(GossipCounter.MALFORMED, 1L);
    assertThat(a.disconnected).hasSize(1).allMatch(reason -> reason.contains("Malformed gossip"));
  }

  @Test
  void packetThatLiesAboutItsLengthIsNotWaitedFor() throws IOException {
    Node a = network.node(1);
    Node b = network.node(2);
    connect(a, b);
    network.open(b, a.id()).write(new byte[] {-1, -1, -1, -1, 0x7f});

    await(() -> !a.disconnected.isEmpty());
  }

  @Test
  void messagesOfUnwantedAuthorsAreNotDeliveredWhoeverPassesThemOn() {
    Node stranger = network.node(1);
    Node between = network.node(2);
    Node a = network.node(3, stranger.id());
    connect(stranger, between);
    connect(between, a);
    stranger.publish("commands", "obey");
    between.publish("commands", "hello");

    await(() -> !a.messages.isEmpty() && drops(a, DropReason.FOREIGN_AUTHOR) == 1);
    assertThat(a.messages).containsExactly("hello");
  }

  @Test
  void streamsBeyondTheMostOfAPeerAreRefused() throws IOException {
    Node a = network.node(1);
    Node b = network.node(2);
    connect(a, b);
    for (int i = 0; i < GossipLimits.MAX_STREAMS_PER_PEER; i++) {
      network.open(b, a.id());
    }

    await(() -> a.gossip.counters().get(GossipCounter.TOO_MANY_STREAMS) == 1);
  }

  @Test
  void peerThatReadsNothingFillsNoMemory() {
    Node a = network.node(1);
    Node deaf = network.node(2);
    deaf.isDeaf = true;
    network.connect(a, deaf);
    await(() -> a.topics.size() == 1);
    ByteString mib = ByteString.copyFrom(new byte[1_000_000]);
    int count = 3 * GossipLimits.MAX_QUEUED_BYTES / mib.size();
    for (int i = 0; i < count; i++) {
      a.gossip.publish("commands", mib);
    }

    await(() -> a.gossip.counters().get(GossipCounter.QUEUE_FULL) > count / 3);
  }

  @Test
  void floodOfOnePeerDoesNotStopAnother() throws IOException {
    Node a = network.node(1);
    Node b = network.node(2);
    Node flooding = network.node(3);
    connect(a, b);
    connect(a, flooding);
    Duplex stream = network.open(flooding, a.id());
    byte[] packet = RpcCodec.encode(Rpc.ofGraft("nothing"));
    for (int i = 0; i < 20_000; i++) {
      Delimited.write(stream, packet);
    }
    b.publish("commands", "through");

    await(() -> a.messages.contains("through"));
  }

  private static long drops(Node node, DropReason reason) {
    return node.gossip.drops().get(reason);
  }

  private void connect(Node a, Node b) {
    int before = a.topics.size() + b.topics.size();
    network.connect(a, b);
    await(() -> a.topics.size() + b.topics.size() == before + 2);
  }

  /** Waits for what other threads do; gives up after a time that says something is wrong. */
  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is over").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
