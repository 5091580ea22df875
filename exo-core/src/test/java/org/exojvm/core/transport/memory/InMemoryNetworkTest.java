package org.exojvm.core.transport.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.common.collect.ImmutableMap;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.PublishResult;
import org.exojvm.api.transport.RecordingListener;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportException;
import org.exojvm.api.transport.TransportProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InMemoryNetworkTest {

  private static final NodeId A = NodeId.of("a");
  private static final NodeId B = NodeId.of("b");
  private static final NodeId C = NodeId.of("c");
  private static final byte[] HELLO = {'h', 'i'};

  private final InMemoryNetwork network = InMemoryNetwork.stepped();
  private final RecordingListener atA = new RecordingListener();
  private final RecordingListener atB = new RecordingListener();
  private final RecordingListener atC = new RecordingListener();
  private final Transport a = started(network, A, atA);
  private final Transport b = started(network, B, atB);

  @BeforeEach
  void startTheThirdNode() {
    started(network, C, atC);
  }

  @Test
  void cutLinkStopsMessagesBothWaysAndLeavesTheOthers() {
    network.cut(A, B);
    a.publish(Topic.COMMANDS, HELLO);
    b.publish(Topic.COMMANDS, HELLO);
    network.deliverAll();
    assertThat(atA.messages()).containsExactly("commands a hi");
    assertThat(atB.messages()).containsExactly("commands b hi");
    assertThat(atC.messages()).containsExactly("commands a hi", "commands b hi");
  }

  @Test
  void cutAndHealedLinksAreReportedToBothSides() {
    network.cut(B, A);
    network.cut(A, B);
    network.heal(A, B);
    network.deliverAll();
    assertThat(atA.peerEvents()).containsExactly("+b", "+c", "-b", "+b");
    assertThat(atB.peerEvents()).containsExactly("+a", "+c", "-a", "+a");
    assertThat(atC.peerEvents()).containsExactly("+a", "+b");
  }

  @Test
  void isolatedNodeHearsOnlyItselfUntilItRejoins() {
    network.isolate(A);
    assertThat(a.peers()).isEmpty();
    assertThat(b.peers()).containsExactly(C);
    assertThat(a.publish(Topic.COMMANDS, HELLO)).isEqualTo(PublishResult.SENT);
    network.rejoin(A);
    assertThat(a.peers()).containsExactly(B, C);
    b.publish(Topic.COMMANDS, HELLO);
    network.deliverAll();
    assertThat(atA.messages()).containsExactly("commands a hi", "commands b hi");
    assertThat(atB.messages()).containsExactly("commands b hi");
  }

  @Test
  void isolationOutlastsAHealedLink() {
    network.isolate(A);
    network.heal(A, B);
    assertThat(a.peers()).isEmpty();
  }

  @Test
  void requestUnderWayFailsWhenItsLinkIsCut() {
    var answer = a.request(B, HELLO).toCompletableFuture();
    network.cut(A, B);
    assertThat(answer)
        .failsWithin(0, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(TransportException.class)
        .withMessageContaining("cut");
  }

  @Test
  void requestUnderWayFailsWhenItsPeerCloses() {
    var answer = a.request(B, HELLO).toCompletableFuture();
    b.close();
    assertThat(answer).isCompletedExceptionally();
  }

  @Test
  void messageForAFullInboxIsDroppedAndTheSenderIsTold() {
    InMemoryNetwork small = new InMemoryNetwork(new DeliverySteps(), 2);
    RecordingListener listener = new RecordingListener();
    Transport only = started(small, A, listener);
    assertThat(only.publish(Topic.COMMANDS, HELLO)).isEqualTo(PublishResult.SENT);
    assertThat(only.publish(Topic.COMMANDS, HELLO)).isEqualTo(PublishResult.SENT);
    assertThat(only.publish(Topic.COMMANDS, HELLO)).isEqualTo(PublishResult.DROPPED);
    small.deliverAll();
    assertThat(listener.messages()).hasSize(2);
    assertThat(only.publish(Topic.COMMANDS, HELLO)).isEqualTo(PublishResult.SENT);
  }

  @Test
  void deliversInTheOrderOfPublicationAcrossNodes() {
    b.publish(Topic.COMMANDS, new byte[] {'1'});
    a.publish(Topic.LOCAL_EVENTS, new byte[] {'2'});
    b.publish(Topic.GLOBAL_EVENTS, new byte[] {'3'});
    network.deliverAll();
    assertThat(atC.messages())
        .containsExactly("commands b 1", "local_events a 2", "global_events b 3");
  }

  @Test
  void nodeCanComeBackAfterItHasClosed() {
    a.close();
    RecordingListener again = new RecordingListener();
    Transport second = started(network, A, again);
    network.deliverAll();
    assertThat(second.peers()).containsExactly(B, C);
    assertThat(atB.peerEvents()).containsExactly("+a", "+c", "-a", "+a");
  }

  @Test
  void secondTransportOfANodeThatIsThereIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> started(network, A, atB))
        .withMessageContaining("Node a")
        .withMessageContaining("Maybe");
  }

  @Test
  void networkWithThreadsDeliversToEveryNodeInOrder() {
    int count = 500;
    RecordingListener atFirst = new RecordingListener();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      InMemoryNetwork threaded = new InMemoryNetwork(threads);
      Transport sender = started(threaded, B, new RecordingListener());
      started(threaded, A, atFirst);
      for (int i = 0; i < count; i++) {
        sender.publish(Topic.COMMANDS, String.valueOf(i).getBytes(UTF_8));
      }
    }
    assertThat(atFirst.messages())
        .isEqualTo(IntStream.range(0, count).mapToObj(i -> "commands b " + i).toList());
  }

  @Test
  void serviceLoaderFindsTheProviderByName() {
    TransportProvider provider = provider();
    ImmutableMap<String, String> settings = ImmutableMap.of("namespace", "serviceLoaderTest");
    try (Transport first = provider.create(A, settings);
        Transport second = provider.create(B, settings)) {
      first.start(new RecordingListener());
      second.start(new RecordingListener());
      assertThat(first.peers()).containsExactly(B);
    }
  }

  @Test
  void unknownSettingIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> provider().create(A, ImmutableMap.of("port", "1")))
        .withMessageContaining("'port'")
        .withMessageContaining("'namespace'");
  }

  private static TransportProvider provider() {
    return ServiceLoader.load(TransportProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(found -> found.name().equals("memory"))
        .findFirst()
        .orElseThrow();
  }

  private static Transport started(
      InMemoryNetwork network, NodeId node, RecordingListener listener) {
    Transport transport = network.join(node);
    transport.start(listener);
    return transport;
  }
}
