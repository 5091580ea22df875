package org.exojvm.transport.libp2p.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * What somebody on the way does to frames, who cannot read them: passes them on, or not, twice, in
 * another order, changed, cut short. The input says what happens to each of them in turn; where it
 * ends, the rest is passed on.
 */
final class Tampering {

  private final List<byte[]> frames;
  private final byte[] input;
  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
  private int position;

  private Tampering(List<byte[]> frames, byte[] input) {
    this.frames = frames;
    this.input = input;
  }

  /** Returns what comes out. */
  static byte[] of(List<byte[]> frames, byte[] input) {
    return new Tampering(frames, input).apply();
  }

  private int next() {
    return position < input.length ? input[position++] & 0xff : 0;
  }

  private byte[] apply() {
    for (int i = 0; i < frames.size(); i++) {
      byte[] frame = frames.get(i);
      switch (next() % 8) {
        case 1 -> {
          wire.writeBytes(frame);
          wire.writeBytes(frame);
        }
        case 2 -> {} // left out
        case 3 -> {
          wire.writeBytes(i + 1 < frames.size() ? frames.get(i + 1) : new byte[0]);
          wire.writeBytes(frame);
          i++;
        }
        case 4 -> wire.writeBytes(flipped(frame));
        case 5 -> wire.writeBytes(Arrays.copyOf(frame, next() % frame.length));
        case 6 -> {
          wire.write(next());
          wire.writeBytes(frame);
        }
        case 7 -> {
          wire.writeBytes(frames.get(next() % (i + 1)));
          wire.writeBytes(frame);
        }
        default -> wire.writeBytes(frame);
      }
    }
    return wire.toByteArray();
  }

  private byte[] flipped(byte[] frame) {
    byte[] changed = frame.clone();
    changed[(next() << Byte.SIZE | next()) % frame.length] ^= (byte) (1 << next() % Byte.SIZE);
    return changed;
  }
}
