package org.exojvm.transport.libp2p.duplex;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Keeps what is written on its way. */
public final class Recording implements Duplex {

  private final Duplex below;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  /** Creates a recording of what goes to a duplex. */
  public Recording(Duplex below) {
    this.below = below;
  }

  /** What was written so far. */
  public synchronized byte[] written() {
    return written.toByteArray();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return below.read(target, offset, length);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    synchronized (this) {
      written.write(source, offset, length);
    }
    below.write(source, offset, length);
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
