package org.exojvm.mlx.sidechannel;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** Two ends of one connection over the loopback interface. */
record SocketPair(ByteStream near, ByteStream far) {

  static SocketPair open() throws IOException {
    try (ServerSocket listener = Loopback.listen()) {
      Socket near = new Socket();
      near.connect(Loopback.at(listener.getLocalPort()));
      return new SocketPair(new SocketStream(near), new SocketStream(listener.accept()));
    }
  }
}
