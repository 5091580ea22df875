package org.exojvm.mlx.sidechannel;

import java.io.IOException;

/**
 * Opens streams to the supervisors of other ranks; the transport of the node, or sockets. The other
 * side hands an incoming stream to {@link CoordinatorTunnel#carry} together with the rank that it
 * knows the opener to have: by the identity of its node, not by what the stream says.
 */
public interface TunnelStreams {

  /**
   * Opens a stream, waiting for it.
   *
   * @throws IOException if it cannot be opened
   */
  ByteStream open(int rank) throws IOException;
}
