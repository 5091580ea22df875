package org.exojvm.transport.libp2p.yamux;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.timer.ManualTimers;

/** Frames by hand, and a session that is fed with them. */
final class Frames {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Frames add(int type, int flags, long stream, long length) {
    byte[] head = new byte[Header.BYTES];
    new Header(type, flags, stream, length).encode(head);
    bytes.writeBytes(head);
    return this;
  }

  Frames data(int flags, long stream, byte[] body) {
    add(Header.DATA, flags, stream, body.length);
    bytes.writeBytes(body);
    return this;
  }

  Frames raw(byte[] frame) {
    bytes.writeBytes(frame);
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  /** The headers of frames on the wire, without their bodies. */
  static List<Header> headers(byte[] wire) {
    try {
      List<Header> headers = new ArrayList<>();
      ByteBuffer buffer = ByteBuffer.wrap(wire);
      while (buffer.remaining() >= Header.BYTES) {
        byte[] head = new byte[Header.BYTES];
        buffer.get(head);
        Header header = Header.decode(head);
        headers.add(header);
        if (header.type() == Header.DATA) {
          buffer.position(buffer.position() + (int) header.length());
        }
      }
      return headers;
    } catch (WireException e) {
      throw new AssertionError(e);
    }
  }

  /** A session with what it told. */
  static final class Rig implements YamuxListener {

    final LinkedBlockingQueue<YamuxStream> opened = new LinkedBlockingQueue<>();
    final CompletableFuture<String> reason = new CompletableFuture<>();
    final ManualTimers timers = new ManualTimers();
    final ReceiveBudget budget = new ReceiveBudget(64L * 1024 * 1024);
    final YamuxSession session;
    volatile boolean violation;

    Rig(Duplex below, boolean client) {
      this.session = new YamuxSession(below, client, budget, timers, this, "test");
      session.start();
    }

    @Override
    public void opened(YamuxStream stream) {
      opened.add(stream);
    }

    @Override
    public void ended(String why, boolean isViolation) {
      violation = isViolation;
      reason.complete(why);
    }

    YamuxStream nextOpened() throws InterruptedException {
      YamuxStream stream = opened.poll(10, TimeUnit.SECONDS);
      if (stream == null) {
        throw new AssertionError("No stream was opened; the session: " + reason);
      }
      return stream;
    }

    String awaitEnd() throws Exception {
      String why = reason.get(10, TimeUnit.SECONDS);
      session.awaitEnd();
      return why;
    }
  }
}
