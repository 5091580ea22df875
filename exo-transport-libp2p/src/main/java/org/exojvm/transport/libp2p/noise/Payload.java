package org.exojvm.transport.libp2p.noise;

import java.nio.charset.StandardCharsets;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.identity.PublicKey;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.proto.ProtoReader;
import org.exojvm.transport.libp2p.proto.ProtoWriter;

/** What a handshake message carries: the identity, which signs the static key of the handshake. */
final class Payload {

  private static final byte[] SIGNATURE_PREFIX =
      "noise-libp2p-static-key:".getBytes(StandardCharsets.US_ASCII);
  private static final int IDENTITY_KEY = 1;
  private static final int IDENTITY_SIGNATURE = 2;
  private static final int MAX_FIELDS = 16;
  private static final int MAX_KEY_BYTES = 64;

  private Payload() {}

  static byte[] of(Identity identity, byte[] staticKey) {
    return new ProtoWriter()
        .bytes(IDENTITY_KEY, identity.publicKeyBytes())
        .bytes(IDENTITY_SIGNATURE, identity.sign(signed(staticKey)))
        .toByteArray();
  }

  /** Returns who has written a payload for this static key. */
  static PeerId verify(byte[] payload, byte[] staticKey) throws WireException {
    ProtoReader in = new ProtoReader(payload, MAX_FIELDS);
    byte[] key = new byte[0];
    byte[] signature = new byte[0];
    while (in.next()) {
      switch (in.field()) {
        case IDENTITY_KEY -> key = in.bytes(MAX_KEY_BYTES);
        case IDENTITY_SIGNATURE -> signature = in.bytes(PublicKey.SIGNATURE_BYTES);
        default -> in.skip();
      }
    }
    PublicKey identity = PublicKey.ofProtobuf(key);
    if (!identity.verify(signed(staticKey), signature)) {
      throw new WireException("Peer " + identity + " has not signed the key of the handshake.");
    }
    return identity.peerId();
  }

  private static byte[] signed(byte[] staticKey) {
    byte[] message = new byte[SIGNATURE_PREFIX.length + staticKey.length];
    System.arraycopy(SIGNATURE_PREFIX, 0, message, 0, SIGNATURE_PREFIX.length);
    System.arraycopy(staticKey, 0, message, SIGNATURE_PREFIX.length, staticKey.length);
    return message;
  }
}
