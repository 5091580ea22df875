package org.exojvm.transport.libp2p.yamux;

import java.io.IOException;
import org.exojvm.transport.libp2p.duplex.Duplex;

/** Reads a stream; what is written is dropped. */
record ReadOnly(Duplex below) implements Duplex {

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return below.read(target, offset, length);
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    // Nobody is there.
  }

  @Override
  public void flush() {
    // See above.
  }

  @Override
  public void close() {
    below.close();
  }
}
