package org.exojvm.transport.libp2p.noise;

import java.io.EOFException;
import java.io.IOException;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;

/**
 * The encrypted duplex after a handshake. What is written goes out when it fills a frame, or is
 * flushed.
 */
public final class NoiseDuplex implements Duplex {

  static final int LENGTH_BYTES = 2;

  /** Longest frame without its length, in bytes. */
  static final int MAX_FRAME_BYTES = 65_535;

  /**
   * Longest message that is sent in a frame; a smaller one costs more tags, a larger one memory.
   */
  static final int MAX_SENT_BYTES = 32 * 1024;

  private static final byte[] NOTHING = new byte[0];
  private static final int FIRST_BUFFER_BYTES = 4096;

  private final Duplex below;
  private final CipherState out;
  private final CipherState in;
  private final PeerId peer;

  private final byte[] pending = new byte[MAX_SENT_BYTES];
  private final byte[] frame = new byte[LENGTH_BYTES + MAX_SENT_BYTES + CipherState.TAG_BYTES];
  private int pendingLength;

  private final byte[] head = new byte[LENGTH_BYTES];
  private byte[] encrypted = new byte[FIRST_BUFFER_BYTES];
  private byte[] message = new byte[FIRST_BUFFER_BYTES];
  private int messagePosition;
  private int messageEnd;
  private boolean broken;

  NoiseDuplex(Duplex below, CipherState out, CipherState in, PeerId peer) {
    this.below = below;
    this.out = out;
    this.in = in;
    this.peer = peer;
  }

  /** Returns the other side, which has proved to hold the key of this id. */
  public PeerId peer() {
    return peer;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (messagePosition == messageEnd) {
      if (!readFrame()) {
        return -1;
      }
    }
    int count = Math.min(length, messageEnd - messagePosition);
    System.arraycopy(message, messagePosition, target, offset, count);
    messagePosition += count;
    return count;
  }

  /** Once a frame was not what it should be, none behind it is believed: one may be missing. */
  private boolean readFrame() throws IOException {
    if (broken) {
      throw new WireException("A frame before was cut short or changed. Maybe connect anew.");
    }
    broken = true;
    boolean isThere = readNextFrame();
    broken = false;
    return isThere;
  }

  private boolean readNextFrame() throws IOException {
    int first = below.read();
    if (first < 0) {
      return false;
    }
    int second = below.read();
    if (second < 0) {
      throw new EOFException("The stream ended inside of the length of a frame.");
    }
    head[0] = (byte) first;
    head[1] = (byte) second;
    int length = length(head);
    if (length > encrypted.length) {
      encrypted = new byte[MAX_FRAME_BYTES];
      message = new byte[MAX_FRAME_BYTES];
    }
    below.readFully(encrypted, 0, length);
    messagePosition = 0;
    messageEnd = 0;
    messageEnd = in.decrypt(NOTHING, encrypted, 0, length, message);
    return true;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int count = Math.min(length - done, pending.length - pendingLength);
      System.arraycopy(source, offset + done, pending, pendingLength, count);
      pendingLength += count;
      done += count;
      if (pendingLength == pending.length) {
        writeFrame();
      }
    }
  }

  private void writeFrame() throws IOException {
    int length = out.encrypt(NOTHING, pending, pendingLength, frame, LENGTH_BYTES);
    pendingLength = 0;
    putLength(frame, length);
    below.write(frame, 0, LENGTH_BYTES + length);
  }

  @Override
  public void flush() throws IOException {
    if (pendingLength > 0) {
      writeFrame();
    }
    below.flush();
  }

  @Override
  public void close() {
    below.close();
  }

  static void putLength(byte[] frame, int length) {
    frame[0] = (byte) (length >> Byte.SIZE);
    frame[1] = (byte) length;
  }

  static int length(byte[] head) {
    return (head[0] & 0xff) << Byte.SIZE | (head[1] & 0xff);
  }
}
