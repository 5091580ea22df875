package org.exojvm.benchmarks.network;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.exojvm.transport.libp2p.stream.PeerStream;

/** Bytes on one stream of one connection, in one direction. */
final class StreamThroughput implements Workload {

  private static final String PROTOCOL = "/bench/sink/1.0.0";
  private static final int CHUNK_BYTES = 64 << 10;
  private static final int WARM_UP_MEGABYTES = 512;
  private static final int MEGABYTES = 1_024;
  private static final int JS_MEGABYTES = 16;
  private static final int MEGABYTE = 1_000_000;

  @Override
  public String name() {
    return "one yamux stream";
  }

  @Override
  public String goal() {
    return "80 MB/s";
  }

  @Override
  public String java() throws Exception {
    try (Host sink = Host.start(PROTOCOL, StreamThroughput::drain);
        Host source = Host.start()) {
      source.connect(sink);
      send(source, sink, WARM_UP_MEGABYTES);
      long start = System.nanoTime();
      send(source, sink, MEGABYTES);
      double seconds = (System.nanoTime() - start) / 1e9;
      return String.format(Locale.ROOT, "%.0f MB/s", MEGABYTES / seconds);
    }
  }

  private static void send(Host source, Host sink, int megabytes) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (PeerStream stream = source.swarm().openStream(sink.id(), List.of(PROTOCOL))) {
      long left = (long) megabytes * MEGABYTE;
      while (left > 0) {
        int count = (int) Math.min(left, chunk.length);
        stream.write(chunk, 0, count);
        left -= count;
      }
      stream.closeWrite();
      if (stream.read() < 0) {
        throw new IOException("The sink has not taken all. Maybe the connection broke.");
      }
    }
  }

  /** Reads to the end and says so. */
  private static void drain(PeerStream stream) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    int count = 0;
    while (count >= 0) {
      count = stream.read(chunk, 0, chunk.length);
    }
    stream.write(new byte[1]);
  }

  @Override
  public Optional<String> js(JsPair peers) throws Exception {
    return Optional.of(peers.measure("stream", JS_MEGABYTES, JS_MEGABYTES));
  }
}
