package org.exojvm.mlx.sidechannel;

import java.io.IOException;

/** What remains once a group is formed: JACCL keeps its connections and never uses them. */
final class Idle {

  private Idle() {}

  /** Waits for the child to end, for as long as the group lives; any further byte is a lie. */
  static void awaitEnd(ByteStream child, int rank, Fate fate) {
    try {
      if (child.read(new byte[1], 0, 1) >= 0) {
        fate.end(new SideChannelEnd.Lied(rank, "its child made one more round than JACCL has"));
        return;
      }
    } catch (IOException _) {
      // An end like any other.
    }
    fate.end(new SideChannelEnd.Closed());
  }
}
