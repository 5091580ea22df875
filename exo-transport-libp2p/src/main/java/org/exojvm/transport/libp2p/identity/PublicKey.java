package org.exojvm.transport.libp2p.identity;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.jspecify.annotations.Nullable;

/** The public half of an Ed25519 key pair (RFC 8032). */
public final class PublicKey {

  /** Bytes of a raw key. */
  public static final int RAW_BYTES = 32;

  /** Bytes of a signature. */
  public static final int SIGNATURE_BYTES = 64;

  private final Ed25519PublicKeyParameters key;

  private PublicKey(Ed25519PublicKeyParameters key) {
    this.key = key;
  }

  /**
   * Returns the key with these 32 bytes.
   *
   * @throws WireException if they are no point of the curve
   */
  public static PublicKey ofRaw(byte[] raw) throws WireException {
    if (raw.length != RAW_BYTES) {
      throw new WireException("A public key has " + raw.length + " bytes, not " + RAW_BYTES + ".");
    }
    try {
      return new PublicKey(new Ed25519PublicKeyParameters(raw));
    } catch (IllegalArgumentException e) {
      throw new WireException("A public key is no point of the curve.", e);
    }
  }

  static PublicKey of(Ed25519PublicKeyParameters key) {
    return new PublicKey(key);
  }

  /**
   * Returns the key that a message codes.
   *
   * @throws WireException if it is malformed or of another kind
   */
  public static PublicKey ofProtobuf(byte[] message) throws WireException {
    return ofRaw(KeyCoding.decode(message, RAW_BYTES));
  }

  /**
   * Returns the key that an id holds. It is empty if the id holds a hash, a key of another kind, or
   * an Ed25519 key in another than its one proper coding.
   */
  public static Optional<PublicKey> of(PeerId peer) {
    byte[] inline = peer.inlineKey();
    if (inline == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ofProtobuf(inline)).filter(found -> found.peerId().equals(peer));
    } catch (WireException e) {
      return Optional.empty();
    }
  }

  /** Returns the 32 bytes of the key. */
  public byte[] raw() {
    return key.getEncoded();
  }

  /** Returns the key as a message, 36 bytes. */
  public byte[] protobuf() {
    return KeyCoding.encode(key.getEncoded());
  }

  /** Returns the id of the peer that has this key. */
  public PeerId peerId() {
    return PeerId.ofKey(protobuf());
  }

  /** Returns whether the holder of this key has signed the message. */
  public boolean verify(byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    Ed25519Signer verifier = new Ed25519Signer();
    verifier.init(false, key);
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PublicKey that && Arrays.equals(raw(), that.raw());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw());
  }

  @Override
  public String toString() {
    return peerId().toString();
  }
}
