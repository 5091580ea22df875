package org.exojvm.transport.libp2p;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.exojvm.api.transport.PublishResult;
import org.exojvm.api.transport.RecordingListener;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.TransportException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goal: nodes over real sockets hear who they should, keep others out, and notice who dies. */
class Libp2pTransportTest {

  private final List<Libp2pTransport> started = new ArrayList<>();

  @AfterEach
  void closeAll() {
    started.forEach(Libp2pTransport::close);
  }

  @Test
  void burstOfEventsArrivesInOrderInFewMessagesOfGossip() {
    Node a = new Node(TestNodes.config("a"));
    Node b = new Node(TestNodes.config("b"));
    connect(a, b);
    List<String> events = IntStream.range(0, 20_000).mapToObj(i -> "event " + i).toList();
    events.forEach(event -> a.publish(event));

    TestNodes.await(() -> b.told.count() == events.size());
    assertThat(b.told.messages()).isEqualTo(events.stream().map(event -> "a " + event).toList());
    assertThat(a.transport.counters().get("gossip.published")).isLessThan(2_000);
  }

  @Test
  void allNodesHearAllOthers() {
    List<Node> nodes =
        IntStream.range(0, 5)
            .mapToObj(i -> new Node(TestNodes.config("abcde".substring(i, i + 1))))
            .toList();
    TestNodes.connect(started);
    TestNodes.await(() -> nodes.getFirst().transport.peers().size() == 4);
    nodes.getFirst().publish("to all");
    nodes.getLast().publish("from the last");

    TestNodes.await(() -> nodes.stream().allMatch(node -> node.told.messages().size() == 2));
    for (Node node : nodes) {
      assertThat(node.told.messages()).containsExactlyInAnyOrder("a to all", "e from the last");
    }
  }

  @Test
  void strangerIsNotConnectedThoughItHasTheKey() {
    Libp2pConfig friend = TestNodes.config("b").build();
    Node a = new Node(TestNodes.config("a").allow(friend.nodeId().value()));
    Node stranger = new Node(TestNodes.config("stranger"));
    Node invited = new Node(TestNodes.config("b"));
    connect(a, stranger);
    connect(a, invited);
    stranger.transport.publish(Topic.GLOBAL_EVENTS, "obey me".getBytes(UTF_8));
    invited.publish("hello");

    TestNodes.await(() -> !a.told.messages().isEmpty());
    TestNodes.await(() -> a.transport.counters().get("swarm.not_allowed") > 0);
    assertThat(a.told.messages()).containsExactly("b hello");
    assertThat(a.transport.peers()).containsExactly(invited.transport.self());
    assertThat(stranger.transport.peers()).isEmpty();
  }

  @Test
  void nodesOfOtherNamespacesAndSecretsAreNotMet() {
    Node a = new Node(TestNodes.config("a").secret("s"));
    Node other = new Node(TestNodes.config("b").namespace("other").secret("s"));
    Node guessing = new Node(TestNodes.config("c").secret("t"));
    Node mate = new Node(TestNodes.config("d").secret("s"));
    for (Node node : List.of(other, guessing, mate)) {
      connect(a, node);
    }

    TestNodes.await(() -> !a.transport.peers().isEmpty());
    TestNodes.await(() -> failedHandshakes(other) > 0 && failedHandshakes(guessing) > 0);
    assertThat(a.transport.peers()).containsExactly(mate.transport.self());
  }

  private static long failedHandshakes(Node node) {
    return node.transport.counters().get("swarm.dialled")
        - node.transport.counters().get("swarm.upgraded");
  }

  @Test
  void peerThatClosesIsDeadAndOneThatComesBackIsThereAgain() {
    Node a = new Node(TestNodes.config("a"));
    Node b = new Node(TestNodes.config("b"));
    connect(a, b);
    await(a, "+b");
    b.transport.close();
    await(a, "+b", "-b");
    Node again = new Node(TestNodes.config("b"));
    connect(a, again);

    await(a, "+b", "-b", "+b");
    again.publish("back");
    TestNodes.await(() -> !a.told.messages().isEmpty());
  }

  @Test
  void bothSidesKnowWhereTheOtherListens() {
    Node a = new Node(TestNodes.config("a"));
    Node b = new Node(TestNodes.config("b"));
    meet(a, b);

    TestNodes.await(() -> isKnown(a, b) && isKnown(b, a));
  }

  @Test
  void nodesThatListenEverywhereSayWhereAndAreFoundThere() {
    Node a = new Node(everywhere("a"));
    Node b = new Node(everywhere("b"));
    assertThat(a.transport.listenAddresses())
        .isNotEmpty()
        .noneMatch(address -> address.contains("/0.0.0.0/"))
        .allMatch(address -> address.endsWith("/p2p/" + a.transport.self()));
    b.transport.keep(a.transport.listenAddresses().getLast());

    TestNodes.await(
        () -> a.transport.addressOf(b.transport.self()).isPresent() && isLastKnown(b, a));
  }

  private static Libp2pConfig.Builder everywhere(String name) {
    return Libp2pConfig.builder()
        .seed("%064x".formatted(name.hashCode()))
        .namespace("test-everywhere")
        .mdns(false);
  }

  private static boolean isLastKnown(Node knowing, Node known) {
    return knowing
        .transport
        .addressOf(known.transport.self())
        .filter(at -> known.transport.listenAddresses().getLast().startsWith(at.address()))
        .isPresent();
  }

  private static boolean isKnown(Node knowing, Node known) {
    return knowing
        .transport
        .addressOf(known.transport.self())
        .filter(
            address -> known.transport.listenAddresses().getFirst().startsWith(address.address()))
        .isPresent();
  }

  @Test
  void largeRequestsAreAnswered() {
    Node a = new Node(TestNodes.config("a"));
    Node b = new Node(TestNodes.config("b"));
    meet(a, b);
    byte[] large = "x".repeat(5_000_000).getBytes(UTF_8);

    assertThat(a.transport.request(b.transport.self(), large).toCompletableFuture().join())
        .isEqualTo(large);
    assertThat(b.transport.counters()).containsEntry("requests.served", 1L);
  }

  @Test
  void requestUnderWayFailsWhenItsPeerCloses() {
    Node a = new Node(TestNodes.config("a"));
    Node b = new Node(TestNodes.config("b"));
    meet(a, b);
    var answer = a.transport.request(b.transport.self(), "wait".getBytes(UTF_8));
    TestNodes.await(() -> b.told.hasWaiting());
    b.transport.close();

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> answer.toCompletableFuture().join())
        .withCauseInstanceOf(TransportException.class)
        .withMessageContaining(b.transport.self().value());
  }

  @Test
  void addressThatIsTakenIsNamed() {
    Node a = new Node(TestNodes.config("a"));
    String taken = a.transport.listenAddresses().getFirst();
    Libp2pTransport second =
        new Libp2pTransport(
            Libp2pConfig.builder()
                .mdns(false)
                .listen(taken.substring(0, taken.indexOf("/p2p/")))
                .build());

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> second.start(new RecordingListener()))
        .withMessageContaining(taken.substring(0, taken.indexOf("/p2p/")))
        .withMessageContaining("Maybe");
    assertThat(second.publish(Topic.COMMANDS, new byte[1])).isEqualTo(PublishResult.CLOSED);
    second.close();
  }

  @Test
  void nodesOfOneNetworkFindEachOtherByThemselves() throws Exception {
    String loopback =
        NetworkInterface.getByInetAddress(InetAddress.ofLiteral("127.0.0.1")).getName();
    Node a = new Node(TestNodes.config("a").mdns(true).networkInterface(loopback));
    Node b = new Node(TestNodes.config("b").mdns(true).networkInterface(loopback));

    TestNodes.await(() -> !a.transport.peers().isEmpty() && !b.transport.peers().isEmpty());
    assertThat(a.transport.peers()).containsExactly(b.transport.self());
  }

  private static void await(Node node, String... events) {
    TestNodes.await(() -> node.told.peerEvents().size() >= events.length);
    assertThat(node.told.peerEvents()).containsExactly(events);
  }

  private static void connect(Node a, Node b) {
    TestNodes.connect(ImmutableList.of(a.transport, b.transport));
  }

  private static void meet(Node a, Node b) {
    connect(a, b);
    TestNodes.await(() -> !a.transport.peers().isEmpty() && !b.transport.peers().isEmpty());
  }

  /** A node that has started, and what it was told. */
  private final class Node {

    final Told told = new Told();
    final Libp2pTransport transport;

    Node(Libp2pConfig.Builder config) {
      transport = new Libp2pTransport(config.build());
      transport.start(told);
      started.add(transport);
    }

    void publish(String text) {
      TestNodes.await(() -> !transport.peers().isEmpty() || transport.counters().isEmpty());
      assertThat(transport.publish(Topic.GLOBAL_EVENTS, text.getBytes(UTF_8)))
          .isEqualTo(PublishResult.SENT);
    }
  }
}
