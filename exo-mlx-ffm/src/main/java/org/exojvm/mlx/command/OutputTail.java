package org.exojvm.mlx.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The last bytes of an output that may be endless. Threads: any. */
public final class OutputTail {

  private static final int PIECE_BYTES = 1_024;

  private final byte[] ring;
  private long total;

  /**
   * Creates an empty tail.
   *
   * @param bytesMax how much is kept
   */
  public OutputTail(int bytesMax) {
    this.ring = new byte[bytesMax];
  }

  /** Reads a stream to its end, or until it breaks: what came until then is all there is. */
  public void drain(InputStream in) {
    byte[] piece = new byte[PIECE_BYTES];
    try (in) {
      int count = in.read(piece);
      while (count >= 0) {
        add(piece, count);
        count = in.read(piece);
      }
    } catch (IOException _) {
      // The process is gone; its exit value tells the rest.
    }
  }

  /** Adds the first bytes of an array. */
  public synchronized void add(byte[] piece, int count) {
    for (int i = 0; i < count; i++) {
      ring[(int) (total % ring.length)] = piece[i];
      total++;
    }
  }

  /** Returns what is kept, as UTF-8. */
  public synchronized String text() {
    int kept = (int) Math.min(total, ring.length);
    byte[] bytes = new byte[kept];
    for (int i = 0; i < kept; i++) {
      bytes[i] = ring[(int) ((total - kept + i) % ring.length)];
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
