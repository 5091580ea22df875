package org.exojvm.transport.libp2p.swarm;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multistream.Multistream;
import org.exojvm.transport.libp2p.noise.Noise;
import org.exojvm.transport.libp2p.noise.NoiseDuplex;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;
import org.exojvm.transport.libp2p.pnet.PrivateNetwork;
import org.exojvm.transport.libp2p.timer.Timers;
import org.exojvm.transport.libp2p.yamux.YamuxSession;

/**
 * Makes a connection to a peer of a socket: private network, negotiation, Noise, negotiation. All
 * of it has one deadline, which closes the socket.
 */
final class Upgrader {

  private final PeerId self;
  private final PreSharedKey key;
  private final Noise noise;
  private final ImmutableSet<PeerId> allowed;
  private final Timers timers;
  private final Duration deadline;
  private final SecureRandom random;

  /**
   * Creates an upgrader.
   *
   * @param allowed the peers that may connect; all if empty
   */
  Upgrader(
      Identity identity,
      PreSharedKey key,
      ImmutableSet<PeerId> allowed,
      Timers timers,
      Duration deadline,
      SecureRandom random) {
    this.self = identity.peerId();
    this.key = key;
    this.noise = new Noise(identity, random);
    this.allowed = allowed;
    this.timers = timers;
    this.deadline = deadline;
    this.random = random;
  }

  /**
   * Upgrades a socket, on which a session of yamux can begin then. If that fails, the caller closes
   * it.
   */
  NoiseDuplex upgrade(Duplex socket, boolean outbound, Optional<PeerId> expected)
      throws UpgradeException {
    AtomicBoolean late = new AtomicBoolean();
    Timers.Timeout timeout =
        timers.after(
            deadline,
            () -> {
              late.set(true);
              socket.close();
            });
    Attempt attempt = new Attempt(outbound, expected);
    try {
      return attempt.run(socket);
    } catch (UpgradeException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // A fault of this side must not leave the socket open, for its deadline ends here.
      Counter counter = late.get() ? Counter.UPGRADE_TIMED_OUT : attempt.stage;
      throw new UpgradeException(counter, counter + ": " + e.getMessage(), e);
    } finally {
      timeout.cancel();
    }
  }

  private final class Attempt {

    private final boolean outbound;
    private final Optional<PeerId> expected;
    private Counter stage = Counter.FAILED_PNET;

    Attempt(boolean outbound, Optional<PeerId> expected) {
      this.outbound = outbound;
      this.expected = expected;
    }

    NoiseDuplex run(Duplex socket) throws IOException {
      byte[] nonce = new byte[PrivateNetwork.NONCE_BYTES];
      random.nextBytes(nonce);
      Duplex network = PrivateNetwork.enter(socket, key, nonce);
      stage = Counter.FAILED_SECURITY_NEGOTIATION;
      negotiate(network, Noise.PROTOCOL);
      stage = Counter.FAILED_NOISE;
      NoiseDuplex secured = outbound ? noise.initiate(network) : noise.respond(network);
      check(secured.peer());
      stage = Counter.FAILED_MUXER_NEGOTIATION;
      negotiate(secured, YamuxSession.PROTOCOL);
      return secured;
    }

    private void negotiate(Duplex duplex, String protocol) throws IOException {
      List<String> protocols = List.of(protocol);
      Optional<String> agreed =
          outbound ? Multistream.propose(duplex, protocols) : Multistream.accept(duplex, protocols);
      if (agreed.isEmpty()) {
        throw new UpgradeException(stage, "The peer does not speak " + protocol + ".");
      }
    }

    private void check(PeerId peer) throws UpgradeException {
      if (peer.equals(self)) {
        throw new UpgradeException(Counter.SELF, "The connection is to this node itself.");
      }
      if (expected.isPresent() && !expected.get().equals(peer)) {
        throw new UpgradeException(
            Counter.PEER_MISMATCH, "Dialled " + expected.get() + ", but " + peer + " is there.");
      }
      if (!allowed.isEmpty() && !allowed.contains(peer)) {
        throw new UpgradeException(
            Counter.NOT_ALLOWED, "Peer " + peer + " is not on the list of those allowed.");
      }
    }
  }
}
