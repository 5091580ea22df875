package org.exojvm.transport.libp2p.mdns;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.exojvm.transport.libp2p.mdns.discovery.DiscoveryInput;
import org.exojvm.transport.libp2p.mdns.discovery.DiscoveryOutput;
import org.exojvm.transport.libp2p.mdns.discovery.PeerDiscovery;
import org.exojvm.transport.libp2p.mdns.dns.DnsCodec;
import org.exojvm.transport.libp2p.mdns.dns.DnsPacket;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Discovery at one address of this machine. Sends from a port of its own, as rust-libp2p does, and
 * hears what is sent to the group, its own packets too.
 */
final class MdnsSocket implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MdnsSocket.class);

  private final DatagramChannel receiver;
  private final DatagramChannel sender;
  private final InetSocketAddress group;
  private final PeerDiscovery discovery;
  private final Consumer<DiscoveryOutput> news;
  private final Thread thread;

  private MdnsSocket(
      DatagramChannel receiver,
      DatagramChannel sender,
      InetSocketAddress group,
      PeerDiscovery discovery,
      Consumer<DiscoveryOutput> news) {
    this.receiver = receiver;
    this.sender = sender;
    this.group = group;
    this.discovery = discovery;
    this.news = news;
    thread = Thread.ofVirtual().name("mdns-receiver").unstarted(this::receive);
  }

  /** Opens the sockets and begins to listen; asks at the first {@link #tick}. */
  static MdnsSocket open(
      NetworkInterface networkInterface,
      Inet4Address address,
      InetSocketAddress group,
      PeerDiscovery discovery,
      Consumer<DiscoveryOutput> news)
      throws IOException {
    DatagramChannel receiver = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      receiver.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (receiver.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
        receiver.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      receiver.bind(new InetSocketAddress(group.getPort()));
      receiver.join(group.getAddress(), networkInterface);
      DatagramChannel sender = sender(networkInterface, address);
      MdnsSocket socket = new MdnsSocket(receiver, sender, group, discovery, news);
      socket.thread.start();
      return socket;
    } catch (IOException | RuntimeException e) {
      receiver.close();
      throw e;
    }
  }

  private static DatagramChannel sender(NetworkInterface networkInterface, Inet4Address address)
      throws IOException {
    DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      sender.bind(new InetSocketAddress(address, 0));
      sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
      sender.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
      return sender;
    } catch (IOException | RuntimeException e) {
      sender.close();
      throw e;
    }
  }

  void tick() {
    step(new DiscoveryInput.Tick());
  }

  private void receive() {
    ByteBuffer buffer = ByteBuffer.allocate(DnsCodec.MAX_PACKET_BYTES);
    while (receiver.isOpen()) {
      buffer.clear();
      try {
        InetSocketAddress source = (InetSocketAddress) receiver.receive(buffer);
        byte[] bytes = new byte[buffer.flip().remaining()];
        buffer.get(bytes);
        received(source.getAddress(), bytes);
      } catch (IOException e) {
        LOG.debug("Multicast is heard no more: {}", e.toString());
        return;
      }
    }
  }

  private void received(InetAddress source, byte[] bytes) {
    try {
      step(
          new DiscoveryInput.PacketReceived(
              Multiaddr.ofHost(source.getAddress()), DnsCodec.decode(bytes)));
    } catch (WireException e) {
      LOG.trace("A multicast packet of {} was malformed: {}", source, e.getMessage());
    }
  }

  /** Nothing that comes in may end the thread that hears it. */
  private void step(DiscoveryInput input) {
    try {
      carryOut(input);
    } catch (RuntimeException e) {
      LOG.warn("Discovery failed at one input and goes on. This is a fault of the transport.", e);
    }
  }

  private void carryOut(DiscoveryInput input) {
    ImmutableList<DiscoveryOutput> outputs;
    synchronized (discovery) {
      outputs = discovery.step(input, TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }
    for (DiscoveryOutput output : outputs) {
      if (output instanceof DiscoveryOutput.Send(DnsPacket packet)) {
        send(packet);
      } else {
        news.accept(output);
      }
    }
  }

  private void send(DnsPacket packet) {
    try {
      sender.send(ByteBuffer.wrap(DnsCodec.encode(packet)), group);
    } catch (IOException e) {
      // An interface without a route now; the next packet may go out.
      LOG.debug("Multicast was not sent: {}", e.toString());
    }
  }

  /**
   * Returns whether nothing is heard any more, as when the interface was taken down for a while.
   */
  boolean isDeaf() {
    return !thread.isAlive();
  }

  /** Closes, and tells that what was heard here holds no longer. */
  void leave() {
    close();
    step(new DiscoveryInput.Left());
  }

  /** Closes the sockets and waits for the thread. */
  @Override
  public void close() {
    try {
      receiver.close();
      sender.close();
      thread.join();
    } catch (IOException e) {
      LOG.debug("A multicast socket did not close: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
