package org.exojvm.mlx.sidechannel;

import java.io.IOException;

/** Copies bytes from one stream to another until the end of either, or of the side channel. */
final class Pump {

  private static final int PIECE_BYTES = 4 << 10;

  private final Fate fate;
  private final ByteStream from;
  private final ByteStream to;
  private final int fromRank;

  /**
   * Creates a pump.
   *
   * @param fromRank the rank whose bytes these are
   */
  Pump(Fate fate, ByteStream from, ByteStream to, int fromRank) {
    this.fate = fate;
    this.from = from;
    this.to = to;
    this.fromRank = fromRank;
  }

  /** Copies; ends the side channel when it returns. */
  void run() {
    byte[] piece = new byte[PIECE_BYTES];
    int total = 0;
    try {
      int count = from.read(piece, 0, piece.length);
      while (count >= 0) {
        total += count;
        if (total > SideChannelLimits.TUNNEL_BYTES_MAX) {
          fate.end(
              new SideChannelEnd.Lied(
                  fromRank, "it sent more than " + SideChannelLimits.TUNNEL_BYTES_MAX + " bytes"));
          return;
        }
        to.write(piece, 0, count);
        count = from.read(piece, 0, piece.length);
      }
      fate.gone(fromRank, "its connection ended after " + total + " bytes");
    } catch (IOException e) {
      fate.gone(fromRank, "its connection broke after " + total + " bytes: " + e.getMessage());
    }
  }
}
