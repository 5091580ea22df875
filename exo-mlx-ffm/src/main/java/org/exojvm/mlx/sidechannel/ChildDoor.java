package org.exojvm.mlx.sidechannel;

import java.io.IOException;
import java.net.ServerSocket;

/**
 * Where the child of a rank above 0 finds its coordinator: a listener of this process, up before
 * the child starts, so that the child's few attempts to dial are never lost.
 */
final class ChildDoor {

  private final int rank;
  private final ServerSocket listener;
  private final Fate fate;

  ChildDoor(int rank, Fate fate) throws IOException {
    this.rank = rank;
    this.fate = fate;
    this.listener = fate.own(Loopback.listen());
  }

  String coordinator() {
    return Loopback.coordinator(listener.getLocalPort());
  }

  /** Lets the child in and checks which rank it says it is. */
  ByteStream admit() throws IOException {
    ByteStream child;
    try (Fate.Deadline _ = fate.within(SideChannelWait.CHILD_DIALS, rank)) {
      child = fate.own(new SocketStream(listener.accept()));
    }
    // A second connection has no business here.
    fate.disown(listener);
    try (Fate.Deadline _ = fate.within(SideChannelWait.CHILD_ANNOUNCES, rank)) {
      Announcement.check(child, rank, fate);
    } catch (IOException e) {
      fate.gone(rank, "its child connected and left without a word: " + e.getMessage());
      throw e;
    }
    return child;
  }
}
