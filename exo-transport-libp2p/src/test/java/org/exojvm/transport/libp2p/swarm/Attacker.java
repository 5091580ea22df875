package org.exojvm.transport.libp2p.swarm;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multistream.Multistream;
import org.exojvm.transport.libp2p.noise.NoiseDuplex;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;
import org.exojvm.transport.libp2p.pnet.PrivateNetwork;
import org.exojvm.transport.libp2p.timer.Timers;

/** Connects to one node again and again, as deep as an attack begins. */
final class Attacker implements AutoCloseable {

  private final int port;
  private final PreSharedKey key;
  private final Timers timers = Timers.real("attack-timers");
  private final Set<Socket> open = new HashSet<>();
  private final LongAdder connections = new LongAdder();
  private boolean closed;

  Attacker(int port, PreSharedKey key) {
    this.port = port;
    this.key = key;
  }

  long connections() {
    return connections.sum();
  }

  SocketDuplex socket() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    synchronized (this) {
      if (closed) {
        socket.close();
        throw new IOException("The attack is over.");
      }
      open.removeIf(Socket::isClosed);
      open.add(socket);
    }
    connections.increment();
    return new SocketDuplex(socket);
  }

  Duplex network(PreSharedKey ownKey) throws IOException {
    byte[] nonce = new byte[PrivateNetwork.NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    return PrivateNetwork.enter(socket(), ownKey, nonce);
  }

  Duplex beforeHandshake() throws IOException {
    Duplex network = network(key);
    var _ = Multistream.propose(network, List.of("/noise"));
    return network;
  }

  /** A connection of somebody new, on which frames of yamux are spoken. */
  NoiseDuplex session() throws IOException {
    Upgrader upgrader =
        new Upgrader(
            Identity.generate(),
            key,
            ImmutableSet.of(),
            timers,
            Duration.ofSeconds(10),
            new SecureRandom());
    return upgrader.upgrade(socket(), true, Optional.empty());
  }

  static byte[] frame(int type, int flags, int stream, int length) {
    return ByteBuffer.allocate(12)
        .put((byte) 0)
        .put((byte) type)
        .putShort((short) flags)
        .putInt(stream)
        .putInt(length)
        .array();
  }

  /** What opens a stream and proposes a protocol on it, and what is said there then. */
  static byte[] opening(int stream, String protocol, byte[] said) {
    byte[] header = line("/multistream/1.0.0");
    byte[] proposal = line(protocol);
    int length = header.length + proposal.length + said.length;
    return ByteBuffer.allocate(12 + length)
        .put(frame(0, 1, stream, length))
        .put(header)
        .put(proposal)
        .put(said)
        .array();
  }

  private static byte[] line(String text) {
    byte[] line = new byte[text.length() + 2];
    line[0] = (byte) (text.length() + 1);
    for (int i = 0; i < text.length(); i++) {
      line[i + 1] = (byte) text.charAt(i);
    }
    line[line.length - 1] = '\n';
    return line;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      for (Socket socket : open) {
        try {
          socket.close();
        } catch (IOException ignored) {
          // It is over either way.
        }
      }
    }
    timers.close();
  }
}
