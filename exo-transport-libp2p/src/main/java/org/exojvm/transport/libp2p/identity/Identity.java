package org.exojvm.transport.libp2p.identity;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;

/**
 * An Ed25519 key pair (RFC 8032), which is who a node is: it signs what the node says and proves
 * its id to peers.
 */
public final class Identity {

  /** Bytes of the seed that a key pair is made of. */
  public static final int SEED_BYTES = 32;

  private final Ed25519PrivateKeyParameters secret;
  private final PublicKey publicKey;
  private final PeerId peerId;

  private Identity(byte[] seed) {
    this.secret = new Ed25519PrivateKeyParameters(seed);
    this.publicKey = PublicKey.of(secret.generatePublicKey());
    this.peerId = publicKey.peerId();
  }

  /** Returns an identity that nobody has had before. */
  public static Identity generate() {
    byte[] seed = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    return new Identity(seed);
  }

  /** Returns the identity of a seed of 32 bytes, which must be kept secret. */
  public static Identity ofSeed(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException(
          "A seed has " + seed.length + " bytes, not " + SEED_BYTES + ". Maybe it is a whole key.");
    }
    return new Identity(seed);
  }

  /**
   * Returns the identity that a message codes, as other libp2p programs store it.
   *
   * @throws WireException if it is malformed, of another kind, or its halves do not belong together
   */
  public static Identity ofProtobuf(byte[] message) throws WireException {
    byte[] both = KeyCoding.decode(message, SEED_BYTES + PublicKey.RAW_BYTES);
    Identity identity = new Identity(Arrays.copyOf(both, SEED_BYTES));
    if (!Arrays.equals(
        identity.publicKey.raw(), Arrays.copyOfRange(both, SEED_BYTES, both.length))) {
      throw new WireException("The halves of a key pair do not belong together.");
    }
    return identity;
  }

  /** Returns the id of the peer that this is. */
  public PeerId peerId() {
    return peerId;
  }

  /** Returns the public half. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /** Returns the public half as a message, 36 bytes. */
  public byte[] publicKeyBytes() {
    return publicKey.protobuf();
  }

  /** Returns both halves as a message, 68 bytes, which must be kept secret. */
  public byte[] toProtobuf() {
    byte[] both = Arrays.copyOf(secret.getEncoded(), SEED_BYTES + PublicKey.RAW_BYTES);
    System.arraycopy(publicKey.raw(), 0, both, SEED_BYTES, PublicKey.RAW_BYTES);
    return KeyCoding.encode(both);
  }

  /** Returns the signature of a message, 64 bytes; the same one for the same message. */
  public byte[] sign(byte[] message) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, secret);
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  /** Names the peer, not the secret. */
  @Override
  public String toString() {
    return "Identity[" + peerId + "]";
  }
}
