package org.exojvm.transport.libp2p;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;

/**
 * Finds out what has become of a peer whose last connection is gone, by knocking at its address.
 * Whoever refuses there is dead, or at least its process is; a process that lives greets, for every
 * listener of a private network sends its nonce at once; one that is stopped, or behind a cut
 * network, does neither.
 */
final class Evidence {

  /** Longest time to wait for a connection, and for the greeting. */
  static final Duration KNOCK = Duration.ofMillis(300);

  /** Pause before knocking again, when a dying process has taken the connection and dropped it. */
  static final Duration PAUSE = Duration.ofMillis(30);

  /** Most knocks. */
  static final int MAX_KNOCKS = 5;

  /** What is known of a peer. */
  enum Finding {
    /** Its machine says that nobody listens there. */
    REFUSED,
    /** It greets, so it lives, whoever has closed the connection. */
    ALIVE,
    /** Nothing is heard, or nobody knows where it is. */
    SILENT
  }

  private Evidence() {}

  /** Knocks at an address; blocks for a second or two at most. */
  static Finding at(Multiaddr address) {
    Optional<String> host = address.host();
    if (host.isEmpty() || address.tcpPort().isEmpty()) {
      return Finding.SILENT;
    }
    InetSocketAddress target = new InetSocketAddress(host.get(), address.tcpPort().getAsInt());
    for (int i = 0; i < MAX_KNOCKS; i++) {
      Optional<Finding> finding = knock(target);
      if (finding.isPresent()) {
        return finding.get();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return Finding.SILENT;
  }

  /** Returns nothing if the connection was taken and dropped at once. */
  private static Optional<Finding> knock(InetSocketAddress target) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout((int) KNOCK.toMillis());
      socket.connect(target, (int) KNOCK.toMillis());
      boolean greets = socket.getInputStream().read() >= 0;
      return greets ? Optional.of(Finding.ALIVE) : Optional.empty();
    } catch (ConnectException _) {
      return Optional.of(Finding.REFUSED);
    } catch (SocketTimeoutException _) {
      return Optional.of(Finding.SILENT);
    } catch (IOException _) {
      // Reset, or no way there. Both may be over soon.
      return Optional.empty();
    }
  }
}
