package org.exojvm.transport.libp2p;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.exojvm.transport.libp2p.duplex.Delimited;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex;
import org.exojvm.transport.libp2p.identify.Identify;
import org.exojvm.transport.libp2p.identify.IdentifyHandler;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.MemoryStream;
import org.junit.jupiter.api.Test;

/** Goal: a peer is taken to listen where it does, for a refusal at another port is no death. */
class LocatorTest {

  private static final ConnectionInfo INBOUND =
      new ConnectionInfo(
          1, PeerId.ofKey(new byte[] {1}), Multiaddr.parse("/ip4/10.0.0.7/tcp/39000"), false);

  @Test
  void whoListensAtSeveralAddressesIsAtTheOneWhereItIsSeen() throws IOException {
    assertThat(located("/ip4/127.0.0.1/tcp/5001", "/ip4/10.0.0.7/tcp/4001"))
        .contains(Multiaddr.parse("/ip4/10.0.0.7/tcp/4001"));
  }

  @Test
  void whoIsSeenWhereItDoesNotSayIsThereWithTheFirstPort() throws IOException {
    assertThat(located("/ip4/192.168.0.2/udp/9", "/ip4/192.168.0.2/tcp/4001"))
        .contains(Multiaddr.parse("/ip4/10.0.0.7/tcp/4001"));
    assertThat(located()).isEmpty();
  }

  private static Optional<Multiaddr> located(String... told) throws IOException {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 12);
    Identify message =
        new Identify(
            Optional.empty(),
            Arrays.stream(told).map(Multiaddr::parse).collect(ImmutableList.toImmutableList()),
            ImmutableList.of(),
            Optional.empty(),
            "",
            "");
    Delimited.write(pair.right(), message.encode());
    return Locator.listenAddress(
        INBOUND, _ -> new MemoryStream(pair.left(), INBOUND, IdentifyHandler.PROTOCOL));
  }
}
