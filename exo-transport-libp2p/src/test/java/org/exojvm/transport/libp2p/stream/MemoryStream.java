package org.exojvm.transport.libp2p.stream;

import java.io.IOException;
import java.time.Duration;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex;

/** A stream in memory, without deadlines. */
public record MemoryStream(MemoryDuplex duplex, ConnectionInfo connection, String protocol)
    implements PeerStream {

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return duplex.read(target, offset, length);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    duplex.write(source, offset, length);
  }

  @Override
  public void flush() {
    duplex.flush();
  }

  @Override
  public void closeWrite() {
    duplex.closeWrite();
  }

  @Override
  public void reset() {
    duplex.close();
  }

  @Override
  public void deadline(Duration fromNow) {
    // Nothing takes long in memory.
  }

  @Override
  public void noDeadline() {
    // Nothing takes long in memory.
  }

  @Override
  public void close() {
    duplex.close();
  }
}
