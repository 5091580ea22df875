package org.exojvm.mlx.sidechannel;

import java.io.IOException;

/**
 * The first four bytes of every connection: the rank of who dialled. JACCL does not check it: a
 * wrong one makes it write outside of its arrays, or wait for ever.
 */
final class Announcement {

  private Announcement() {}

  static void send(ByteStream stream, int rank) throws IOException {
    stream.write(Int32.encode(rank));
  }

  static void check(ByteStream stream, int expected, Fate fate) throws IOException {
    int announced = Int32.decode(stream.readFully(Int32.BYTES), 0);
    if (announced != expected) {
      String lie = "it announced itself as rank " + announced;
      fate.end(new SideChannelEnd.Lied(expected, lie));
      throw new IOException(lie);
    }
  }
}
