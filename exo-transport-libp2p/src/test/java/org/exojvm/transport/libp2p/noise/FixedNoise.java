package org.exojvm.transport.libp2p.noise;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.Arrays;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex.Scripted;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/** The encrypted duplex under a key that is always the same, so that its frames can be kept. */
public final class FixedNoise {

  private static final byte[] KEY = filled(2);
  private static final PeerId PEER = Identity.ofSeed(filled(1)).peerId();

  private FixedNoise() {}

  /** Returns a frame for each message, in the order in which they are to be read. */
  public static ImmutableList<byte[]> frames(ImmutableList<byte[]> messages) throws IOException {
    CipherState out = new CipherState(KEY);
    ImmutableList.Builder<byte[]> frames = ImmutableList.builder();
    for (byte[] message : messages) {
      byte[] frame = new byte[NoiseDuplex.LENGTH_BYTES + message.length + CipherState.TAG_BYTES];
      int length =
          out.encrypt(new byte[0], message, message.length, frame, NoiseDuplex.LENGTH_BYTES);
      NoiseDuplex.putLength(frame, length);
      frames.add(frame);
    }
    return frames.build();
  }

  /** Returns a duplex that reads frames, and encrypts what is written to nobody. */
  public static NoiseDuplex reading(byte[] wire, int maxPiece) {
    return new NoiseDuplex(
        new Scripted(wire, maxPiece), new CipherState(filled(3)), new CipherState(KEY), PEER);
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
