package org.exojvm.transport.libp2p.noise;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.jspecify.annotations.Nullable;

/** The hash of all that was said and the key that follows from it (Noise, section 5.2). */
final class SymmetricState {

  /** 32 characters, so the first hash is the name itself. */
  private static final String NAME = "Noise_XX_25519_ChaChaPoly_SHA256";

  private byte[] hash = NAME.getBytes(StandardCharsets.US_ASCII);
  private byte[] chainingKey = hash;
  private @Nullable CipherState cipher;

  SymmetricState() {
    byte[] emptyPrologue = new byte[0];
    mixHash(emptyPrologue);
  }

  void mixHash(byte[] data) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(hash);
      hash = sha.digest(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no SHA-256. Maybe it was cut.", e);
    }
  }

  void mixKey(byte[] secret) {
    byte[][] keys = derive(secret);
    chainingKey = keys[0];
    cipher = new CipherState(keys[1]);
  }

  byte[] encryptAndHash(byte[] plaintext) throws WireException {
    byte[] message = plaintext;
    if (cipher != null) {
      message = new byte[plaintext.length + CipherState.TAG_BYTES];
      cipher.encrypt(hash, plaintext, plaintext.length, message, 0);
    }
    mixHash(message);
    return message;
  }

  byte[] decryptAndHash(byte[] message) throws WireException {
    byte[] plaintext = message;
    if (cipher != null) {
      byte[] target = new byte[Math.max(0, message.length - CipherState.TAG_BYTES)];
      int length = cipher.decrypt(hash, message, 0, message.length, target);
      plaintext = Arrays.copyOf(target, length);
    }
    mixHash(message);
    return plaintext;
  }

  /** The keys of both directions: from the initiator, then to it. */
  byte[][] split() {
    return derive(new byte[0]);
  }

  byte[] hash() {
    return hash.clone();
  }

  byte[] chainingKey() {
    return chainingKey.clone();
  }

  /** HKDF with two outputs (Noise, section 4.3). */
  private byte[][] derive(byte[] secret) {
    byte[] temporary = hmac(chainingKey, secret);
    byte[] first = hmac(temporary, new byte[] {1});
    byte[] secondInput = Arrays.copyOf(first, first.length + 1);
    secondInput[first.length] = 2;
    return new byte[][] {first, hmac(temporary, secondInput)};
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacSHA256. Maybe it was cut.", e);
    }
  }
}
