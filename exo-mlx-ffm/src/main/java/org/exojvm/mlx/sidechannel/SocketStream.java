package org.exojvm.mlx.sidechannel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardSocketOptions;

/** A connected socket as a stream of bytes. */
public final class SocketStream implements ByteStream {

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /** Takes a connected socket, which it closes when it is closed. */
  public SocketStream(Socket socket) throws IOException {
    this.socket = socket;
    // Rounds of few bytes, each waiting for the one before.
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return in.read(target, offset, length);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    out.write(source, offset, length);
    out.flush();
  }

  @Override
  public void close() {
    Fate.closeQuietly(socket);
  }
}
