package org.exojvm.transport.libp2p.ping;

import java.io.IOException;
import java.time.Duration;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.PeerStream;

/** A stream on a duplex of a test. */
record MemoryStream(Duplex below) implements PeerStream {

  @Override
  public ConnectionInfo connection() {
    return new ConnectionInfo(
        1,
        Identity.ofSeed(new byte[Identity.SEED_BYTES]).peerId(),
        Multiaddr.parse("/ip4/127.0.0.1/tcp/1"),
        true);
  }

  @Override
  public String protocol() {
    return PingHandler.PROTOCOL;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
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
  public void closeWrite() {
    below.close();
  }

  @Override
  public void reset() {
    below.close();
  }

  @Override
  public void deadline(Duration fromNow) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void noDeadline() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    below.close();
  }
}
