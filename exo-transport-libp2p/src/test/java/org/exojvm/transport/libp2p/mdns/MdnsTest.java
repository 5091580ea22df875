package org.exojvm.transport.libp2p.mdns;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.junit.jupiter.api.Test;

/** Goal: two peers on one machine find each other over real sockets, on the loopback interface. */
class MdnsTest {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final PeerId FIRST = PeerId.ofKey(new byte[] {1});
  private static final PeerId SECOND = PeerId.ofKey(new byte[] {2});

  private static final class Found implements MdnsListener {

    final BlockingQueue<Multiaddr> addresses = new LinkedBlockingQueue<>();

    @Override
    public void found(Multiaddr address) {
      addresses.add(address);
    }

    @Override
    public void expired(Multiaddr address) {
      addresses.add(Multiaddr.parse("/dns/expired/tcp/1"));
    }
  }

  @Test
  void peersFindEachOtherWhoeverComesLater() throws Exception {
    String loopback = NetworkInterface.getByInetAddress(LOOPBACK).getName();
    int port = freePort();
    Found atFirst = new Found();
    Found atSecond = new Found();
    try (Mdns first =
            new Mdns(FIRST, at("0.0.0.0", 4001), ImmutableSet.of(loopback), atFirst, port);
        Mdns second = new Mdns(SECOND, at("127.0.0.1", 4002), ImmutableSet.of(), atSecond, port)) {
      first.start();
      second.start();
      assertThat(atFirst.addresses.poll(10, TimeUnit.SECONDS))
          .isEqualTo(Multiaddr.parse("/ip4/127.0.0.1/tcp/4002").withPeer(SECOND));
      assertThat(atSecond.addresses.poll(10, TimeUnit.SECONDS))
          .isEqualTo(Multiaddr.parse("/ip4/127.0.0.1/tcp/4001").withPeer(FIRST));
    }
  }

  private static ImmutableList<Multiaddr> at(String host, int port) {
    return ImmutableList.of(Multiaddr.parse("/ip4/" + host + "/tcp/" + port));
  }

  /** Not the port of multicast DNS, so that no other program on the machine takes part. */
  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
      return socket.getLocalPort();
    }
  }
}
