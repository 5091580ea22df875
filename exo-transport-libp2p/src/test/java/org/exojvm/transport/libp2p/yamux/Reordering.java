package org.exojvm.transport.libp2p.yamux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.exojvm.transport.libp2p.duplex.Duplex;

/**
 * A link that reorders across streams: frames of one stream keep their order, those of different
 * ones are sent on in any. What is written is held back until it is flushed, or until much waits.
 */
final class Reordering implements Duplex {

  private static final int MAX_HELD = 16;

  private final Duplex below;
  private final Random random;
  private final Map<Integer, ArrayDeque<byte[]>> held = new LinkedHashMap<>();
  private int count;
  private int reordered;

  Reordering(Duplex below, long seed) {
    this.below = below;
    this.random = new Random(seed);
  }

  /** How many frames were sent on while one of another stream that came before them was held. */
  synchronized int reordered() {
    return reordered;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return below.read(target, offset, length);
  }

  /** A session writes whole frames, each in one call. */
  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    byte[] frame = Arrays.copyOfRange(source, offset, offset + length);
    int stream = ByteBuffer.wrap(frame).getInt(Integer.BYTES);
    held.computeIfAbsent(stream, _ -> new ArrayDeque<>()).add(frame);
    if (++count == MAX_HELD) {
      release();
    }
  }

  @Override
  public void flush() throws IOException {
    release();
    below.flush();
  }

  private void release() throws IOException {
    while (!held.isEmpty()) {
      List<Integer> streams = new ArrayList<>(held.keySet());
      int chosen = random.nextInt(streams.size());
      ArrayDeque<byte[]> frames = held.get(streams.get(chosen));
      byte[] next = frames.remove();
      if (frames.isEmpty()) {
        held.remove(streams.get(chosen));
      }
      synchronized (this) {
        reordered += chosen > 0 ? 1 : 0;
      }
      below.write(next);
    }
    count = 0;
  }

  @Override
  public void close() {
    below.close();
  }
}
