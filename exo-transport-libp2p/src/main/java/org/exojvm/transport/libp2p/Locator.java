package org.exojvm.transport.libp2p;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.exojvm.transport.libp2p.duplex.Delimited;
import org.exojvm.transport.libp2p.identify.Identify;
import org.exojvm.transport.libp2p.identify.IdentifyHandler;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.PeerStream;
import org.exojvm.transport.libp2p.stream.StreamOpener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out where a peer listens. Whoever was dialled listens there; who has dialled is asked at
 * which port it listens, and taken to do so at the host that it was seen at.
 */
final class Locator {

  private static final Duration MAX_TIME = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(Locator.class);

  private Locator() {}

  /** Returns the address, if it can be found out; blocks. */
  static Optional<Multiaddr> listenAddress(ConnectionInfo connection, StreamOpener streams) {
    if (connection.outbound()) {
      return Optional.of(connection.remote());
    }
    try (PeerStream stream = streams.open(List.of(IdentifyHandler.PROTOCOL))) {
      stream.deadline(MAX_TIME);
      Optional<byte[]> message = Delimited.read(stream, Identify.MAX_BYTES);
      return message.isEmpty()
          ? Optional.empty()
          : seenAt(connection.remote(), Identify.decode(message.get()));
    } catch (IOException e) {
      LOG.debug("Peer {} does not say where it listens: {}", connection.peer(), e.getMessage());
      return Optional.empty();
    }
  }

  /** At another address it may listen at another port, where a knock would be refused. */
  private static Optional<Multiaddr> seenAt(Multiaddr remote, Identify told) {
    ImmutableList<Multiaddr> listens =
        told.listenAddresses().stream()
            .filter(Multiaddr::isTcp)
            .collect(ImmutableList.toImmutableList());
    return listens.stream()
        .filter(address -> address.host().equals(remote.host()))
        .findFirst()
        .or(() -> listens.stream().findFirst())
        .map(address -> address.withHostOf(remote));
  }
}
