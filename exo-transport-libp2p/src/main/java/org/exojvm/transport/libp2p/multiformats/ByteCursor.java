package org.exojvm.transport.libp2p.multiformats;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** Reads an array from front to back; whoever asks for more than is there is told so. */
final class ByteCursor implements Uvarint.ByteSource {

  private final byte[] bytes;
  private int position;

  ByteCursor(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() {
    return hasMore() ? bytes[position++] & 0xff : -1;
  }

  boolean hasMore() {
    return position < bytes.length;
  }

  byte[] take(long count) throws EOFException {
    if (count > bytes.length - position) {
      throw new EOFException(
          "A field of " + count + " bytes has " + (bytes.length - position) + " left.");
    }
    byte[] taken = Arrays.copyOfRange(bytes, position, position + (int) count);
    position += (int) count;
    return taken;
  }

  byte[] takePrefixed() throws IOException {
    return take(Uvarint.read(this, Uvarint.MAX_BYTES));
  }
}
