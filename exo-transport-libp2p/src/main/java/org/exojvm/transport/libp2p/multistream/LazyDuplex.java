package org.exojvm.transport.libp2p.multistream;

import java.io.IOException;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.multiformats.WireException;

/** A duplex whose protocol was proposed; the answer stands before the first byte that is read. */
final class LazyDuplex implements Duplex {

  private final Duplex below;
  private final String protocol;
  private boolean agreed;

  LazyDuplex(Duplex below, String protocol) {
    this.below = below;
    this.protocol = protocol;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (!agreed) {
      below.flush();
      Line.expectHeader(below);
      String answer = Line.read(below);
      if (!answer.equals(protocol)) {
        Multistream.expectRefusal(protocol, answer);
        throw new WireException("The peer does not speak " + protocol + ".");
      }
      agreed = true;
    }
    return below.read(target, offset, length);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
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
