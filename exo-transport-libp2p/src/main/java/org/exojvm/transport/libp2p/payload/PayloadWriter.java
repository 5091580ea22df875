package org.exojvm.transport.libp2p.payload;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.List;
import org.exojvm.transport.libp2p.multiformats.Uvarint;

/** Puts messages into gossip. */
public final class PayloadWriter {

  /**
   * Bytes up to which messages share one in gossip. Smaller: more signatures. Larger: the first of
   * a batch waits while the last is written.
   */
  public static final int BATCH_BYTES = 64 << 10;

  /** Most messages of a batch; an empty one takes a single byte there. */
  public static final int MAX_BATCH_MESSAGES = 16_384;

  /** Most parts of a message. */
  public static final int MAX_PARTS = 2;

  static final byte BATCH = 1;
  static final byte PART = 2;
  static final int PART_HEAD_BYTES = 3;

  private PayloadWriter() {}

  /** Returns how many bytes a message takes in a batch. */
  public static int sizeInBatch(byte[] message) {
    return Uvarint.size(message.length) + message.length;
  }

  /** Returns messages as one. They are not empty as a list, and take what gossip takes together. */
  public static ByteString batch(List<byte[]> messages) {
    int size = 1;
    for (byte[] message : messages) {
      size += sizeInBatch(message);
    }
    byte[] batch = new byte[size];
    batch[0] = BATCH;
    int end = 1;
    for (byte[] message : messages) {
      byte[] length = Uvarint.encode(message.length);
      System.arraycopy(length, 0, batch, end, length.length);
      System.arraycopy(message, 0, batch, end + length.length, message.length);
      end += length.length + message.length;
    }
    return UnsafeByteOperations.unsafeWrap(batch);
  }

  /** Returns a message in two parts, to be sent one after the other. */
  public static ImmutableList<ByteString> parts(byte[] message) {
    int half = message.length / MAX_PARTS;
    return ImmutableList.of(part(message, 0, 0, half), part(message, 1, half, message.length));
  }

  private static ByteString part(byte[] message, int number, int start, int end) {
    byte[] part = new byte[PART_HEAD_BYTES + end - start];
    part[0] = PART;
    part[1] = (byte) number;
    part[2] = MAX_PARTS;
    System.arraycopy(message, start, part, PART_HEAD_BYTES, end - start);
    return UnsafeByteOperations.unsafeWrap(part);
  }
}
