package org.exojvm.transport.libp2p.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.swarm.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Goal: a node here and a js-libp2p peer understand each other, whoever dials. Method: real
 * processes over loopback, with the profile {@code interop} only, for they take npm.
 */
@ParameterizedClass
@EnumSource(Family.class)
@Timeout(120)
class JsInterop {

  private static final PreSharedKey KEY = PreSharedKey.ofNamespace("interop");
  private static final PreSharedKey OTHER_KEY = PreSharedKey.ofNamespace("other");

  /** Around what frames, windows, varints and limits begin or end at. */
  private static final ImmutableList<Integer> SIZES =
      ImmutableList.of(
          1, 2, 127, 128, 511, 513, 1_000, 1_025, 16_383, 16_384, 65_519, 65_536, 262_144, 262_145,
          1_000_000, 1_040_000);

  @Parameter Family family;

  private final List<Peer> open = new ArrayList<>();

  @AfterEach
  void closeAll() {
    open.forEach(Peer::close);
  }

  private <P extends Peer> P opened(P peer) {
    open.add(peer);
    return peer;
  }

  private JavaPeer java() {
    return opened(JavaPeer.start(1, KEY));
  }

  private JsPeer js(boolean identify) {
    return opened(JsPeer.start(family, 2, KEY, identify));
  }

  private static void bothHearAllSizes(Peer one, Peer other) {
    Peer.awaitBoth(one, other);
    for (int size : SIZES) {
      one.publish(size);
      other.publish(size);
    }
    for (int size : SIZES) {
      one.awaitHeard(other, Peer.patternText(size));
      other.awaitHeard(one, Peer.patternText(size));
    }
  }

  private static void bothHearEachOther(Peer one, Peer other) {
    Peer.awaitBoth(one, other);
    one.publish("from one");
    other.publish("from the other");
    one.awaitHeard(other, "from the other");
    other.awaitHeard(one, "from one");
  }

  @Test
  void signedMessagesOfAllSizesGoBothWaysWhenJavaDials() {
    JavaPeer java = java();
    JsPeer js = js(true);
    java.dial(js.address());

    bothHearAllSizes(java, js);
    assertThat(js.event("identified", java.id()).path("agent").asText()).startsWith("exo-jvm");
  }

  @Test
  void signedMessagesOfAllSizesGoBothWaysWhenJsDials() {
    JavaPeer java = java();
    JsPeer js = js(true);
    js.dial(java.address());

    bothHearAllSizes(java, js);
    assertThat(js.run("ping", line -> line.put("peer", java.id())).path("millis").isNumber())
        .isTrue();
    assertThat(java.count(Counter.PROTOCOL_VIOLATION)).isZero();
  }

  @Test
  void peerWithoutIdentifyTakesPartWhoeverDials() {
    JavaPeer java = java();
    JsPeer dialled = js(false);
    java.dial(dialled.address());
    bothHearEachOther(java, dialled);

    JsPeer dialling = opened(JsPeer.start(family, 3, KEY, false));
    dialling.dial(java.address());
    bothHearEachOther(java, dialling);
  }

  @Test
  void wrongKeyIsRefusedWhoeverDials() {
    JavaPeer java = java();
    JsPeer js = opened(JsPeer.start(family, 2, OTHER_KEY));

    assertThat(java.tryDial(js.address())).isPresent();
    assertThat(js.ask("dial", line -> line.put("address", java.address())).path("event").asText())
        .isEqualTo("failed");
    assertThat(java.count(Counter.UPGRADED)).isZero();
    assertThat(java.count(Counter.FAILED_SECURITY_NEGOTIATION)).isPositive();
  }

  @Test
  void twoConnectionsOfOnePairCarryEachMessageOnceAndOneIsEnough() {
    JavaPeer java = java();
    JsPeer js = js(true);
    java.dial(js.address());
    js.run("dial", line -> line.put("address", java.address()).put("force", true));
    assertThat(java.connections(js).stream().map(ConnectionInfo::outbound))
        .containsExactlyInAnyOrder(true, false);
    bothHearEachOther(java, js);

    // The first one, on which both have begun to talk.
    js.run("closeConnection", line -> line.put("peer", java.id()).put("direction", "inbound"));
    java.awaitDisconnected(js);
    java.publish("over the other");
    js.awaitHeard(java, "over the other");
    if (family == Family.JS_3) {
      // Those of family 2 open no second stream for gossip as long as the peer is connected.
      js.publish("over the other");
      java.awaitHeard(js, "over the other");
    }
    assertThat(java.heardTwice()).isEmpty();
    assertThat(js.heardTwice()).isEmpty();
  }

  @Test
  void bothMayDialAtTheSameTime() throws InterruptedException {
    JavaPeer java = java();
    JsPeer js = js(true);
    Thread dialling = Thread.startVirtualThread(() -> java.tryDial(js.address()));
    js.ask("dial", line -> line.put("address", java.address()));
    dialling.join();

    bothHearEachOther(java, js);
    assertThat(java.connections(js)).hasSizeBetween(1, 2);
  }

  @Test
  void processEndsWithItsInput() throws Exception {
    assertThat(js(true).endsWithItsInput()).isTrue();
  }
}
