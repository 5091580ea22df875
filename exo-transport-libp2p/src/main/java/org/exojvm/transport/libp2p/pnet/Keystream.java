package org.exojvm.transport.libp2p.pnet;

import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** One direction's XSalsa20 keystream, from its first byte on. */
final class Keystream {

  private final XSalsa20Engine engine = new XSalsa20Engine();

  Keystream(byte[] key, byte[] nonce) {
    engine.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
  }

  /** Encrypts or decrypts the next bytes; source and target may be the same. */
  void apply(byte[] source, int offset, int length, byte[] target, int targetOffset) {
    engine.processBytes(source, offset, length, target, targetOffset);
  }
}
