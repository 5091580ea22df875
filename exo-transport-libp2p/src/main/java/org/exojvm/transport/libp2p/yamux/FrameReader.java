package org.exojvm.transport.libp2p.yamux;

import java.io.IOException;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the frames of a session until it ends. It never waits for a stream and never writes. */
final class FrameReader implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(FrameReader.class);

  private final YamuxSession session;
  private final Duplex below;
  private final byte[] head = new byte[Header.BYTES];
  private final byte[] body = new byte[YamuxLimits.MAX_SENT_BODY];

  FrameReader(YamuxSession session, Duplex below) {
    this.session = session;
    this.below = below;
  }

  @Override
  public void run() {
    try {
      String reason;
      do {
        reason = readFrame();
      } while (reason == null);
      session.end(reason, false);
    } catch (WireException e) {
      session.end(e.getMessage() == null ? "The peer broke a rule." : e.getMessage(), true);
    } catch (IOException e) {
      session.end("The connection broke: " + e.getMessage(), false);
      below.close();
    } catch (RuntimeException e) {
      // Without a reader the session would look as if the peer said nothing.
      LOG.warn("A session failed and is ended. This is a fault of the transport.", e);
      session.end("This side failed: " + e, false);
    }
  }

  /** Reads one frame; returns why it was the last one, or null. */
  private @Nullable String readFrame() throws IOException {
    int first = below.read(head, 0, 1);
    if (first < 0) {
      return "The peer has closed the connection.";
    }
    below.readFully(head, 1, head.length - 1);
    Header header = Header.decode(head);
    return switch (header.type()) {
      case Header.DATA -> {
        data(header);
        yield null;
      }
      case Header.WINDOW_UPDATE -> {
        dispatch(header);
        yield null;
      }
      case Header.PING -> {
        ping(header);
        yield null;
      }
      default -> "The peer went away, for reason " + header.length() + ".";
    };
  }

  /** Hands a body over in pieces: some peers send a whole window at once. */
  private void data(Header header) throws IOException {
    if (header.length() > YamuxLimits.MAX_BODY) {
      throw new WireException(
          "A body of %d bytes, of at most %d.".formatted(header.length(), YamuxLimits.MAX_BODY));
    }
    Header left = header;
    while (left.length() > body.length) {
      below.readFully(body, 0, body.length);
      dispatch(left.first(body.length));
      left = left.without(body.length);
    }
    below.readFully(body, 0, (int) left.length());
    dispatch(left);
  }

  private void ping(Header header) throws WireException {
    if (!header.has(Header.SYN) || header.stream() != 0) {
      throw new WireException("The peer answers a ping that nobody has sent.");
    }
    session.lock().lock();
    try {
      session.pong(header.length());
    } finally {
      session.lock().unlock();
    }
  }

  private void dispatch(Header header) throws WireException {
    YamuxStream opened = null;
    session.lock().lock();
    try {
      if (session.isEnded()) {
        return;
      }
      if (header.has(Header.SYN)) {
        opened = accept(header);
      }
      YamuxStream stream = session.streams().get(header.stream());
      // One that is unknown was forgotten a moment ago, when the peer had sent this already.
      if (stream != null) {
        deliver(stream, header);
      }
    } finally {
      session.lock().unlock();
    }
    if (opened != null) {
      session.listener().opened(opened);
    }
  }

  private @Nullable YamuxStream accept(Header header) throws WireException {
    session.streams().checkInbound(header.stream());
    if (session.streams().isFull()) {
      session.reset(header.stream());
      return null;
    }
    return session.streams().accept(session, header.stream());
  }

  private void deliver(YamuxStream stream, Header header) throws WireException {
    StreamState state = stream.state();
    if (header.has(Header.ACK)) {
      session.acknowledged(state);
    }
    if (header.has(Header.RST)) {
      stream.breakOff("The peer has reset stream " + stream.id() + ".");
      return;
    }
    if (header.type() == Header.WINDOW_UPDATE) {
      state.granted(header.length());
      session.update(state);
    } else if (header.length() > 0 && !receive(stream, (int) header.length())) {
      return;
    }
    if (header.has(Header.FIN)) {
      state.finReceived();
      if (state.isFinished()) {
        session.remove(state);
      }
      stream.wakeReader();
    }
  }

  /** Hands the body to a stream; returns false if it was reset instead. */
  private boolean receive(YamuxStream stream, int length) throws WireException {
    StreamState state = stream.state();
    boolean wanted = !state.isReadClosed() && !state.isFinReceived();
    if (!wanted || !session.streams().hold(length)) {
      stream.breakOff(wanted ? "Too much waits to be read." : "The peer sends what none reads.");
      session.reset(stream.id());
      return false;
    }
    state.received(body, length);
    stream.wakeReader();
    return true;
  }
}
