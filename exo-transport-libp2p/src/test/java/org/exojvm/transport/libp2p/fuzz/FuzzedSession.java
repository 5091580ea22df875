package org.exojvm.transport.libp2p.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.timer.ManualTimers;
import org.exojvm.transport.libp2p.yamux.ReceiveBudget;
import org.exojvm.transport.libp2p.yamux.YamuxListener;
import org.exojvm.transport.libp2p.yamux.YamuxSession;
import org.exojvm.transport.libp2p.yamux.YamuxStream;

/** A session that has read all there was, which it must survive, and give everything back. */
final class FuzzedSession implements YamuxListener {

  private static final long MAX_UNREAD_BYTES = 1 << 20;

  private final ConcurrentLinkedQueue<YamuxStream> streams = new ConcurrentLinkedQueue<>();
  private volatile String reason = "";

  FuzzedSession(Duplex link) {
    ReceiveBudget budget = new ReceiveBudget(MAX_UNREAD_BYTES);
    YamuxSession session = new YamuxSession(link, false, budget, new ManualTimers(), this, "fuzz");
    session.start();
    try {
      session.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (budget.taken() != 0 || reason.isEmpty()) {
      throw new AssertionError(
          "A session has kept %d bytes, and ended with '%s'".formatted(budget.taken(), reason));
    }
  }

  String reason() {
    return reason;
  }

  /** What came on its streams, one after the other; nobody has read it before. */
  byte[] read() {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    for (YamuxStream stream : streams) {
      try {
        for (int next = stream.read(); next >= 0; next = stream.read()) {
          read.write(next);
        }
      } catch (IOException broken) {
        // What came before is there all the same.
      }
    }
    return read.toByteArray();
  }

  @Override
  public void opened(YamuxStream stream) {
    streams.add(stream);
  }

  @Override
  public void ended(String why, boolean violation) {
    reason = why;
  }
}
