package org.exojvm.mlx.check;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.exojvm.api.instance.Host;
import org.exojvm.mlx.group.RingRank;

/** What the ranks of a ring on this machine have to know. */
public final class LoopbackRing {

  private static final String ADDRESS = "127.0.0.1";

  private LoopbackRing() {}

  /**
   * Returns the ranks, on ports that are free now; they are to bind them soon.
   *
   * @param size number of ranks
   * @throws IOException if there are no free ports
   */
  public static ImmutableList<RingRank> ranks(int size) throws IOException {
    ImmutableList<Host> hosts = hosts(size);
    return IntStream.range(0, size)
        .mapToObj(rank -> new RingRank(rank, hosts))
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Host> hosts(int size) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      ImmutableList.Builder<Host> hosts = ImmutableList.builder();
      for (int rank = 0; rank < size; rank++) {
        // All at once, so that they differ.
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(ADDRESS));
        sockets.add(socket);
        hosts.add(new Host(ADDRESS, socket.getLocalPort()));
      }
      return hosts.build();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }
}
