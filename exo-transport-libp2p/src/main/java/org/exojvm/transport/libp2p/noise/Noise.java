package org.exojvm.transport.libp2p.noise;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;

/** One node's side of Noise handshakes. Its static key lives as long as this object. */
public final class Noise {

  /** The name of the protocol in negotiations. */
  public static final String PROTOCOL = "/noise";

  /** Longest handshake message; real ones have about 200 bytes. */
  public static final int MAX_HANDSHAKE_BYTES = 4096;

  private final DhKeyPair staticKey;
  private final Supplier<DhKeyPair> ephemeralKeys;
  private final byte[] payload;

  /** Creates the side of a node, with a static key that nobody has had before. */
  public Noise(Identity identity, SecureRandom random) {
    this(identity, DhKeyPair.generate(random), () -> DhKeyPair.generate(random));
  }

  Noise(Identity identity, DhKeyPair staticKey, Supplier<DhKeyPair> ephemeralKeys) {
    this.staticKey = staticKey;
    this.ephemeralKeys = ephemeralKeys;
    this.payload = Payload.of(identity, staticKey.publicKey());
  }

  /**
   * Shakes hands as the side that has dialled.
   *
   * @return the encrypted duplex, which knows the peer; the caller compares it with the one dialled
   * @throws WireException if the peer has broken a rule or does not hold its key
   */
  public NoiseDuplex initiate(Duplex below) throws IOException {
    XxHandshake handshake = new XxHandshake(true, staticKey, ephemeralKeys.get());
    send(below, handshake.write(new byte[0]));
    byte[] answer = handshake.read(receive(below));
    PeerId peer = Payload.verify(answer, handshake.remoteStatic());
    send(below, handshake.write(payload));
    return established(below, handshake, peer);
  }

  /**
   * Shakes hands as the side that has listened.
   *
   * @return the encrypted duplex, which knows the peer
   * @throws WireException if the peer has broken a rule or does not hold its key
   */
  public NoiseDuplex respond(Duplex below) throws IOException {
    XxHandshake handshake = new XxHandshake(false, staticKey, ephemeralKeys.get());
    byte[] first = handshake.read(receive(below));
    if (first.length > 0) {
      throw new WireException("The first handshake message has a payload, which it must not.");
    }
    send(below, handshake.write(payload));
    byte[] last = handshake.read(receive(below));
    PeerId peer = Payload.verify(last, handshake.remoteStatic());
    return established(below, handshake, peer);
  }

  private static NoiseDuplex established(Duplex below, XxHandshake handshake, PeerId peer) {
    CipherState[] ciphers = handshake.split();
    return new NoiseDuplex(below, ciphers[0], ciphers[1], peer);
  }

  private static void send(Duplex below, byte[] message) throws IOException {
    byte[] frame = new byte[NoiseDuplex.LENGTH_BYTES + message.length];
    NoiseDuplex.putLength(frame, message.length);
    System.arraycopy(message, 0, frame, NoiseDuplex.LENGTH_BYTES, message.length);
    below.write(frame);
    below.flush();
  }

  private static byte[] receive(Duplex below) throws IOException {
    byte[] head = below.readFully(NoiseDuplex.LENGTH_BYTES);
    int length = NoiseDuplex.length(head);
    if (length > MAX_HANDSHAKE_BYTES) {
      throw new WireException(
          "A handshake message of " + length + " bytes, of at most " + MAX_HANDSHAKE_BYTES + ".");
    }
    return below.readFully(length);
  }
}
