package org.exojvm.transport.libp2p.ping;

import java.io.IOException;
import org.exojvm.transport.libp2p.stream.PeerStream;
import org.exojvm.transport.libp2p.stream.StreamHandler;

/** Sends back what comes, 32 bytes at a time, until the peer ends the stream. */
public final class PingHandler implements StreamHandler {

  /** The name of the protocol in negotiations. */
  public static final String PROTOCOL = "/ipfs/ping/1.0.0";

  /** Bytes of a ping. */
  public static final int BYTES = 32;

  @Override
  public void handle(PeerStream stream) throws IOException {
    byte[] ping = new byte[BYTES];
    for (int first = stream.read(); first >= 0; first = stream.read()) {
      ping[0] = (byte) first;
      stream.readFully(ping, 1, BYTES - 1);
      stream.write(ping);
      stream.flush();
    }
  }
}
