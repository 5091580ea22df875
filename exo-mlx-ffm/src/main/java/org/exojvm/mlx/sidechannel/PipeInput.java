package org.exojvm.mlx.sidechannel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads a pipe through a channel: closing a channel wakes who reads it, closing a file stream does
 * not. The streams that Java makes of channels ask for a position, which a pipe has not.
 */
final class PipeInput extends InputStream {

  private final FileChannel channel;

  PipeInput(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return length == 0 ? 0 : channel.read(ByteBuffer.wrap(target, offset, length));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
