package org.exojvm.transport.libp2p.yamux;

import org.exojvm.transport.libp2p.multiformats.WireException;
import org.jspecify.annotations.Nullable;

/** The windows, buffers and ends of one stream. The lock of the session guards it. */
final class StreamState {

  private static final long MAX_SEND_WINDOW = 0xffff_ffffL;

  private final long id;
  private final boolean outbound;

  private final ByteRing outgoing = new ByteRing();
  private long sendWindow = YamuxLimits.INITIAL_WINDOW;
  private boolean openingDue = true;
  private boolean writeClosed;
  private boolean finSent;

  private final ByteRing incoming = new ByteRing();
  private long receiveWindow = YamuxLimits.INITIAL_WINDOW;
  private int fullWindow = YamuxLimits.INITIAL_WINDOW;
  private int consumed;
  private int creditDue;
  private boolean readClosed;
  private boolean finReceived;

  private boolean acknowledged;
  private @Nullable String broken;
  private boolean reset;

  StreamState(long id, boolean outbound) {
    this.id = id;
    this.outbound = outbound;
  }

  long id() {
    return id;
  }

  boolean isUnacknowledged() {
    return outbound && !acknowledged;
  }

  void acknowledge() {
    acknowledged = true;
  }

  /** Whether the peer knows the stream, so that a reset must be told. */
  boolean isKnownToPeer() {
    return !outbound || !openingDue;
  }

  // Ends.

  void breakOff(String reason) {
    if (broken == null) {
      broken = reason;
    }
  }

  @Nullable String broken() {
    return broken;
  }

  void closeWrite() {
    writeClosed = true;
  }

  boolean isWriteClosed() {
    return writeClosed;
  }

  void closeRead() {
    readClosed = true;
  }

  boolean isReadClosed() {
    return readClosed;
  }

  void finReceived() {
    finReceived = true;
  }

  boolean isFinReceived() {
    return finReceived;
  }

  /** The stream and not only its session is over: what the peer has sent before counts no more. */
  void reset() {
    reset = true;
  }

  /**
   * Whether the reader has all that the peer had to say; the end of the session changes nothing.
   */
  boolean isReadToItsEnd() {
    return finReceived && incoming.isEmpty() && !readClosed && !reset;
  }

  boolean isFinished() {
    return finSent && finReceived;
  }

  // What goes out.

  /** Buffers bytes to send, as many as there is room for; returns how many. */
  int offer(byte[] source, int offset, int length) {
    int count = Math.min(length, YamuxLimits.MAX_UNSENT - outgoing.size());
    outgoing.append(source, offset, count);
    return count;
  }

  /** Adds credit that the peer has granted. */
  void granted(long credit) throws WireException {
    sendWindow += credit;
    if (sendWindow > MAX_SEND_WINDOW) {
      throw new WireException(
          "Stream %d was granted a window of %d bytes, above 2^32 - 1.".formatted(id, sendWindow));
    }
  }

  /** Whether there is data, or the end of it, that may be sent now. */
  boolean hasDataToSend() {
    return broken == null && (outgoing.isEmpty() ? writeClosed && !finSent : sendWindow > 0);
  }

  /** Whether a writer that waits should go on; not for every frame that leaves. */
  boolean hasRoom() {
    return outgoing.size() <= YamuxLimits.MAX_UNSENT / 2;
  }

  boolean hasCreditToSend() {
    return broken == null && creditDue > 0 && !finReceived;
  }

  /**
   * Writes the next frame of data to the front of an array; returns its length. The end has a frame
   * of its own: js-libp2p looks at flags first, and drops the data that comes with the last end.
   */
  int takeData(byte[] frame) {
    int flags = openingFlag();
    if (outgoing.isEmpty()) {
      finSent = true;
      flags |= Header.FIN;
    }
    int most = (int) Math.min(YamuxLimits.MAX_SENT_BODY, sendWindow);
    int length = outgoing.remove(frame, Header.BYTES, most);
    sendWindow -= length;
    return new Header(Header.DATA, flags, id, length).encode(frame) + length;
  }

  /** Writes the next grant to the front of an array; returns its length. */
  int takeCredit(byte[] frame) {
    receiveWindow += creditDue;
    int credit = creditDue;
    creditDue = 0;
    return new Header(Header.WINDOW_UPDATE, openingFlag(), id, credit).encode(frame);
  }

  /** The first frame of a stream tells that it is opened, or acknowledges that. */
  private int openingFlag() {
    int flag = openingDue ? (outbound ? Header.SYN : Header.ACK) : 0;
    openingDue = false;
    return flag;
  }

  // What comes in.

  /** Buffers bytes of the peer. */
  void received(byte[] body, int length) throws WireException {
    if (length > receiveWindow) {
      throw new WireException(
          "Stream %d was sent %d bytes with a window of %d.".formatted(id, length, receiveWindow));
    }
    receiveWindow -= length;
    incoming.append(body, 0, length);
  }

  boolean hasUnread() {
    return !incoming.isEmpty();
  }

  /**
   * Moves bytes to the reader; returns how many. Once half of the window is read, it is granted
   * anew, and more of it to a reader who keeps up.
   *
   * @param extraAvailable by how much the window may grow
   */
  int consume(byte[] target, int offset, int length, int extraAvailable) {
    int count = incoming.remove(target, offset, length);
    consumed += count;
    if (consumed >= fullWindow / 2) {
      int growth = incoming.isEmpty() ? growth(extraAvailable) : 0;
      fullWindow += growth;
      creditDue += consumed + growth;
      consumed = 0;
    }
    return count;
  }

  private int growth(int extraAvailable) {
    return Math.min(extraAvailable, Math.min(fullWindow, YamuxLimits.MAX_WINDOW - fullWindow));
  }

  /** By how much the window was grown. */
  int extraWindow() {
    return fullWindow - YamuxLimits.INITIAL_WINDOW;
  }

  /** Drops what waits to be read; returns how many bytes it was. */
  int dropIncoming() {
    return incoming.clear();
  }

  /** Drops what waits to be sent. */
  void dropOutgoing() {
    outgoing.clear();
  }
}
