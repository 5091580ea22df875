package org.exojvm.transport.libp2p.yamux;

import java.io.IOException;
import org.exojvm.transport.libp2p.duplex.Duplex;

/** Writes the frames of a session until it ends, and closes the connection then. */
final class FrameWriter implements Runnable {

  private static final int TYPE = 1;

  private final YamuxSession session;
  private final Duplex below;

  FrameWriter(YamuxSession session, Duplex below) {
    this.session = session;
    this.below = below;
  }

  @Override
  public void run() {
    byte[] frame = new byte[Header.BYTES + YamuxLimits.MAX_SENT_BODY];
    try {
      do {
        int length = session.pollFrame(frame);
        if (length == 0) {
          // Nothing else goes out with it for now.
          below.flush();
          length = session.awaitFrame(frame);
        }
        below.write(frame, 0, length);
      } while (frame[TYPE] != Header.GO_AWAY);
      below.flush();
    } catch (IOException e) {
      session.end("The connection broke: " + e.getMessage(), false);
    } finally {
      below.close();
    }
  }
}
