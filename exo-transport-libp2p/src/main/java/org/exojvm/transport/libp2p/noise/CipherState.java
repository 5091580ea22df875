package org.exojvm.transport.libp2p.noise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.exojvm.transport.libp2p.multiformats.WireException;

/** One direction's key, with the counter of its messages (Noise, section 5.1). */
final class CipherState {

  static final int TAG_BYTES = 16;

  private static final int NONCE_BYTES = 12;
  private static final int COUNTER_OFFSET = 4;

  private final SecretKeySpec key;
  private final Cipher cipher;
  private long counter;

  CipherState(byte[] key) {
    this.key = new SecretKeySpec(key, "ChaCha20");
    try {
      this.cipher = Cipher.getInstance("ChaCha20-Poly1305");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no ChaCha20-Poly1305. Maybe it was cut.", e);
    }
  }

  /** Encrypts a message and its tag into a target; returns their length. */
  int encrypt(byte[] associated, byte[] source, int length, byte[] target, int targetOffset)
      throws WireException {
    try {
      begin(Cipher.ENCRYPT_MODE, associated);
      return cipher.doFinal(source, 0, length, target, targetOffset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A message of " + length + " bytes is not encrypted.", e);
    }
  }

  /** Decrypts a message with its tag into a target; returns the length of the message. */
  int decrypt(byte[] associated, byte[] source, int offset, int length, byte[] target)
      throws WireException {
    if (length < TAG_BYTES) {
      throw new WireException("A message of " + length + " bytes is shorter than its tag.");
    }
    try {
      begin(Cipher.DECRYPT_MODE, associated);
      return cipher.doFinal(source, offset, length, target, 0);
    } catch (AEADBadTagException e) {
      throw new WireException("Message " + (counter - 1) + " of a key has a false tag.", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A message of " + length + " bytes is not decrypted.", e);
    }
  }

  private void begin(int mode, byte[] associated) throws GeneralSecurityException, WireException {
    if (counter < 0) {
      throw new WireException("A key has encrypted 2^63 messages, which is all that it may.");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    ByteBuffer.wrap(nonce).order(ByteOrder.LITTLE_ENDIAN).putLong(COUNTER_OFFSET, counter);
    counter++;
    cipher.init(mode, key, new IvParameterSpec(nonce));
    if (associated.length > 0) {
      cipher.updateAAD(associated);
    }
  }
}
