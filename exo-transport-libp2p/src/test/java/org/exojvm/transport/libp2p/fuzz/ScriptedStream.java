package org.exojvm.transport.libp2p.fuzz;

import java.io.IOException;
import java.time.Duration;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.PeerStream;

/** A stream on which a peer says something and leaves. */
final class ScriptedStream implements PeerStream {

  private final ConnectionInfo connection;
  private final Duplex script;

  ScriptedStream(ConnectionInfo connection, byte[] said, int maxPiece) {
    this.connection = connection;
    script = new MemoryDuplex.Scripted(said, maxPiece);
  }

  @Override
  public ConnectionInfo connection() {
    return connection;
  }

  @Override
  public String protocol() {
    return "/fuzz/1.0.0";
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return script.read(target, offset, length);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    script.write(source, offset, length);
  }

  @Override
  public void flush() {
    // Nobody reads.
  }

  @Override
  public void closeWrite() {
    // Nobody reads.
  }

  @Override
  public void reset() {
    script.close();
  }

  @Override
  public void deadline(Duration fromNow) {
    // A script does not stall.
  }

  @Override
  public void noDeadline() {
    // A script does not stall.
  }

  @Override
  public void close() {
    script.close();
  }
}
