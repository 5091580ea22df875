package org.exojvm.transport.libp2p.noise;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;
import org.exojvm.transport.libp2p.multiformats.WireException;

/** An X25519 key pair (RFC 7748), raw keys in the covers that the JDK reads (RFC 8410). */
final class DhKeyPair {

  static final int KEY_BYTES = 32;

  private static final String NAME = "X25519";
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b656e032100");
  private static final byte[] PKCS8_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b656e04220420");
  private static final byte[] BASE_POINT = basePoint();

  private final PrivateKey secret;
  private final byte[] publicKey;

  DhKeyPair(byte[] privateKey) {
    try {
      this.secret =
          KeyFactory.getInstance(NAME)
              .generatePrivate(new PKCS8EncodedKeySpec(concat(PKCS8_PREFIX, privateKey)));
      this.publicKey = agree(BASE_POINT);
    } catch (GeneralSecurityException | WireException e) {
      throw new IllegalStateException("This JDK has no X25519. Maybe it was cut.", e);
    }
  }

  static DhKeyPair generate(SecureRandom random) {
    byte[] privateKey = new byte[KEY_BYTES];
    random.nextBytes(privateKey);
    return new DhKeyPair(privateKey);
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  /**
   * Returns the secret shared with the holder of a public key.
   *
   * @throws WireException if the key is one of the few with which any secret is the same
   */
  byte[] agree(byte[] peerKey) throws WireException {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance(NAME);
      agreement.init(secret);
      agreement.doPhase(
          KeyFactory.getInstance(NAME)
              .generatePublic(new X509EncodedKeySpec(concat(X509_PREFIX, peerKey))),
          true);
      return agreement.generateSecret();
    } catch (GeneralSecurityException e) {
      throw new WireException("A key of the handshake is no usable point.", e);
    }
  }

  private static byte[] concat(byte[] prefix, byte[] raw) {
    byte[] all = new byte[prefix.length + raw.length];
    System.arraycopy(prefix, 0, all, 0, prefix.length);
    System.arraycopy(raw, 0, all, prefix.length, raw.length);
    return all;
  }

  private static byte[] basePoint() {
    byte[] point = new byte[KEY_BYTES];
    point[0] = 9;
    return point;
  }
}
