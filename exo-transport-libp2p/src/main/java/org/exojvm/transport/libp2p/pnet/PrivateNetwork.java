package org.exojvm.transport.libp2p.pnet;

import java.io.IOException;
import org.exojvm.transport.libp2p.duplex.Duplex;

/** The handshake of a private network: a nonce each way. */
public final class PrivateNetwork {

  /** Bytes of a nonce. */
  public static final int NONCE_BYTES = 24;

  private PrivateNetwork() {}

  /**
   * Sends a nonce, waits for the peer's and returns the duplex that encrypts. A wrong key shows
   * only in what is read from it then, which is noise. The time is bounded by whoever closes the
   * duplex below.
   *
   * @param nonce 24 bytes that were never used with this key before
   */
  public static Duplex enter(Duplex below, PreSharedKey key, byte[] nonce) throws IOException {
    if (nonce.length != NONCE_BYTES) {
      throw new IllegalArgumentException(
          "A nonce has " + nonce.length + " bytes, not " + NONCE_BYTES + ". Maybe it is a key.");
    }
    below.write(nonce);
    below.flush();
    byte[] peerNonce = below.readFully(NONCE_BYTES);
    return new EncryptedDuplex(
        below, new Keystream(key.bytes(), nonce), new Keystream(key.bytes(), peerNonce));
  }
}
