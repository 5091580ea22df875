package org.exojvm.examples.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Clients that follow the events of a node, or that ask for them and never read. */
final class StreamClients implements AutoCloseable {

  private static final int CONNECT_MILLIS = 10_000;

  private static final int READER_BUFFER_BYTES = 65_536;

  /** Small, so that the server soon feels that nobody reads. */
  private static final int STALLED_BUFFER_BYTES = 4_096;

  /** One that reads. */
  private static final class Client {
    final AtomicLong events = new AtomicLong();
    final AtomicLong lastIdx = new AtomicLong(-1);
  }

  private final URI url;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Client> clients = new CopyOnWriteArrayList<>();
  private final LongAdder gaps = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private volatile boolean closing;

  StreamClients(URI url) {
    this.url = url;
  }

  /** Opens streams and waits until each has been answered. */
  void follow(int count) throws IOException, InterruptedException {
    CountDownLatch answered = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      Socket socket = open(READER_BUFFER_BYTES);
      Client client = new Client();
      clients.add(client);
      Thread.ofVirtual().name("stream-" + i).start(() -> read(socket, client, answered));
    }
    if (!answered.await(CONNECT_MILLIS, TimeUnit.MILLISECONDS)) {
      throw new IOException(
          "%d of %d streams were not answered within %d ms. Maybe raise max-streams."
              .formatted(answered.getCount(), count, CONNECT_MILLIS));
    }
  }

  /** Opens streams from the first event on that nobody will read. */
  void stall(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Socket _ = open(STALLED_BUFFER_BYTES);
    }
  }

  private Socket open(int bufferBytes) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setOption(StandardSocketOptions.SO_RCVBUF, bufferBytes);
    socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), CONNECT_MILLIS);
    socket
        .getOutputStream()
        .write(
            "GET /events/stream?from=0 HTTP/1.1\r\nHost: %s:%d\r\n\r\n"
                .formatted(url.getHost(), url.getPort())
                .getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private void read(Socket socket, Client client, CountDownLatch answered) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith("HTTP/1.1 200")) {
          answered.countDown();
        } else if (line.startsWith("id: ")) {
          count(client, Long.parseLong(line.substring(4)));
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      // Told below: nobody but the end of the load may end a stream.
    }
    if (!closing) {
      ended.increment();
    }
  }

  private void count(Client client, long idx) {
    if (idx != client.lastIdx.getAndSet(idx) + 1) {
      gaps.increment();
    }
    client.events.incrementAndGet();
  }

  /** Returns what came, in words. */
  String told() {
    long least = clients.stream().mapToLong(client -> client.events.get()).min().orElse(0);
    long most = clients.stream().mapToLong(client -> client.events.get()).max().orElse(0);
    return "%d followed the events: %d to %d each, %d gaps, %d ended early"
        .formatted(clients.size(), least, most, gaps.sum(), ended.sum());
  }

  /** Returns whether every client got every event. */
  boolean isWhole() {
    return gaps.sum() == 0 && ended.sum() == 0;
  }

  @Override
  public void close() throws IOException {
    closing = true;
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
