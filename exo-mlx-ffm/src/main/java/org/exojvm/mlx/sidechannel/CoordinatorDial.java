package org.exojvm.mlx.sidechannel;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Dials the child of rank 0 until it listens. Only the supervisor waits; children never do.
 *
 * <p>One dial at a time: JACCL listens with a backlog of 0. Of dials that come together Linux drops
 * all but the first, or takes some for connected that it then lets wait; both are repeated at
 * doubling intervals, beyond the limits of a group of eight.
 */
final class CoordinatorDial {

  private final int port;
  private final Fate fate;
  private final ReentrantLock turn = new ReentrantLock();

  CoordinatorDial(int port, Fate fate) {
    this.port = port;
    this.fate = fate;
  }

  /** Connects on behalf of a rank and announces it. */
  ByteStream connectAs(int rank) throws IOException, InterruptedException {
    try (Fate.Deadline _ = fate.within(SideChannelWait.CHILD_LISTENS, 0)) {
      ByteStream child = dialInTurn();
      Announcement.send(child, rank);
      return child;
    }
  }

  private ByteStream dialInTurn() throws IOException, InterruptedException {
    turn.lock();
    try {
      return dial();
    } finally {
      turn.unlock();
    }
  }

  private ByteStream dial() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < SideChannelLimits.DIALS_MAX && !fate.hasEnded(); attempt++) {
      Socket socket = fate.own(new Socket());
      try {
        socket.connect(Loopback.at(port));
        // While nobody listens, a socket may get the very port it dials, and then meets itself.
        if (socket.getLocalPort() != port) {
          return new SocketStream(socket);
        }
      } catch (IOException _) {
        // Nobody listens yet.
      }
      fate.disown(socket);
      fate.pause(fate.limits().dialPause());
    }
    throw new IOException("the child of rank 0 does not listen");
  }
}
