package org.exojvm.transport.libp2p.pnet;

import java.io.IOException;
import org.exojvm.transport.libp2p.duplex.Duplex;

/** All bytes of a duplex under the keystreams of both directions. */
final class EncryptedDuplex implements Duplex {

  private static final int CHUNK_BYTES = 16 * 1024;

  private final Duplex below;
  private final Keystream out;
  private final Keystream in;
  private final byte[] chunk = new byte[CHUNK_BYTES];

  EncryptedDuplex(Duplex below, Keystream out, Keystream in) {
    this.below = below;
    this.out = out;
    this.in = in;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = below.read(target, offset, length);
    if (count > 0) {
      in.apply(target, offset, count, target, offset);
    }
    return count;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int count = Math.min(CHUNK_BYTES, length - done);
      out.apply(source, offset + done, count, chunk, 0);
      below.write(chunk, 0, count);
      done += count;
    }
  }

  @Override
  public void flush() throws IOException {
    below.flush();
  }

  @Override
  public void close() {
    below.close();
  }
}
