package org.exojvm.transport.libp2p.yamux;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.jspecify.annotations.Nullable;

/**
 * What a session has to send, in the order in which it goes out: the end, answers to pings, resets,
 * credit, then data of the streams by turns. The lock of the session guards it.
 */
final class Outbox {

  private static final int NO_END = -1;

  private final ArrayDeque<Long> pongs = new ArrayDeque<>();
  private final ArrayDeque<Long> resets = new ArrayDeque<>();
  private final Turns credits = new Turns();
  private final Turns data = new Turns();
  private int endReason = NO_END;
  private @Nullable StreamState lastSent;

  /** Streams by turns, each once. */
  private static final class Turns {

    private final ArrayDeque<StreamState> order = new ArrayDeque<>();
    private final Set<Long> waiting = new HashSet<>();

    boolean add(StreamState stream) {
      return waiting.add(stream.id()) && order.add(stream);
    }

    @Nullable StreamState poll() {
      StreamState next = order.poll();
      if (next != null) {
        waiting.remove(next.id());
      }
      return next;
    }
  }

  void pong(long opaque) throws WireException {
    if (pongs.size() == YamuxLimits.MAX_PENDING_PONGS) {
      throw new WireException("The peer asks " + pongs.size() + " times and takes no answer.");
    }
    pongs.add(opaque);
  }

  /** Tells the peer of a reset; returns false if too many wait. */
  boolean reset(long stream) {
    return resets.size() < YamuxLimits.MAX_PENDING_RESETS && resets.add(stream);
  }

  /** Ends the session: nothing else goes out. */
  void end(int reason) {
    endReason = reason;
  }

  boolean isEnding() {
    return endReason != NO_END;
  }

  /** Notes what a stream has to send; returns whether it was not noted before. */
  boolean update(StreamState stream) {
    boolean credit = stream.hasCreditToSend() && credits.add(stream);
    boolean bytes = stream.hasDataToSend() && data.add(stream);
    return credit || bytes;
  }

  /** Writes the next frame to the front of an array; returns its length, or 0 if there is none. */
  int next(byte[] frame) {
    lastSent = null;
    if (isEnding()) {
      return new Header(Header.GO_AWAY, 0, 0, endReason).encode(frame);
    }
    Long opaque = pongs.poll();
    if (opaque != null) {
      return new Header(Header.PING, Header.ACK, 0, opaque).encode(frame);
    }
    Long reset = resets.poll();
    if (reset != null) {
      return new Header(Header.WINDOW_UPDATE, Header.RST, reset, 0).encode(frame);
    }
    int length = nextCredit(frame);
    return length > 0 ? length : nextData(frame);
  }

  private int nextCredit(byte[] frame) {
    for (StreamState next = credits.poll(); next != null; next = credits.poll()) {
      if (next.hasCreditToSend()) {
        return next.takeCredit(frame);
      }
    }
    return 0;
  }

  private int nextData(byte[] frame) {
    for (StreamState next = data.poll(); next != null; next = data.poll()) {
      if (next.hasDataToSend()) {
        int length = next.takeData(frame);
        update(next);
        lastSent = next;
        return length;
      }
    }
    return 0;
  }

  /** The stream whose data the last frame was, for which there is room again. */
  @Nullable StreamState lastSent() {
    return lastSent;
  }
}
