package org.exojvm.transport.libp2p.swarm;

import java.io.IOException;
import java.time.Duration;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.PeerStream;
import org.exojvm.transport.libp2p.timer.Timers;
import org.exojvm.transport.libp2p.yamux.YamuxStream;
import org.jspecify.annotations.Nullable;

/** A negotiated stream of a connection. */
final class SwarmStream implements PeerStream {

  private final ConnectionInfo connection;
  private final String protocol;
  private final YamuxStream stream;
  private final Duplex negotiated;
  private final Timers timers;
  private Timers.@Nullable Timeout timeout;
  private boolean over;

  /**
   * Creates a stream.
   *
   * @param negotiated the stream, or a cover of it that reads the end of the negotiation first
   */
  SwarmStream(
      ConnectionInfo connection,
      String protocol,
      YamuxStream stream,
      Duplex negotiated,
      Timers timers) {
    this.connection = connection;
    this.protocol = protocol;
    this.stream = stream;
    this.negotiated = negotiated;
    this.timers = timers;
  }

  @Override
  public ConnectionInfo connection() {
    return connection;
  }

  @Override
  public String protocol() {
    return protocol;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return negotiated.read(target, offset, length);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    stream.write(source, offset, length);
  }

  @Override
  public void flush() {
    stream.flush();
  }

  @Override
  public void closeWrite() {
    stream.closeWrite();
  }

  @Override
  public void reset() {
    finish();
    stream.reset();
  }

  @Override
  public void close() {
    finish();
    stream.close();
  }

  private synchronized void finish() {
    noDeadline();
    over = true;
  }

  @Override
  public synchronized void deadline(Duration fromNow) {
    noDeadline();
    if (!over) {
      timeout = timers.after(fromNow, stream::reset);
    }
  }

  @Override
  public synchronized void noDeadline() {
    if (timeout != null) {
      timeout.cancel();
      timeout = null;
    }
  }
}
