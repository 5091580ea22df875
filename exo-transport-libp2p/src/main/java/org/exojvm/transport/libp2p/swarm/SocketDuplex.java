package org.exojvm.transport.libp2p.swarm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.exojvm.transport.libp2p.duplex.Duplex;

/** A TCP connection, buffered both ways: the layers above read and write in small pieces. */
final class SocketDuplex implements Duplex {

  private static final int BUFFER_BYTES = 32 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] readBuffer = new byte[BUFFER_BYTES];
  private final byte[] writeBuffer = new byte[BUFFER_BYTES];
  private int readPosition;
  private int readEnd;
  private int writeEnd;

  SocketDuplex(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (readPosition == readEnd) {
      if (length >= BUFFER_BYTES) {
        return in.read(target, offset, length);
      }
      int count = in.read(readBuffer);
      if (count < 0) {
        return count;
      }
      readPosition = 0;
      readEnd = count;
    }
    int count = Math.min(length, readEnd - readPosition);
    System.arraycopy(readBuffer, readPosition, target, offset, count);
    readPosition += count;
    return count;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    if (length > BUFFER_BYTES - writeEnd) {
      writeBuffered();
    }
    if (length > BUFFER_BYTES) {
      out.write(source, offset, length);
    } else {
      System.arraycopy(source, offset, writeBuffer, writeEnd, length);
      writeEnd += length;
    }
  }

  private void writeBuffered() throws IOException {
    int count = writeEnd;
    writeEnd = 0;
    if (count > 0) {
      out.write(writeBuffer, 0, count);
    }
  }

  @Override
  public void flush() throws IOException {
    writeBuffered();
    out.flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException ignored) {
      // It is of no use any more either way.
    }
  }
}
