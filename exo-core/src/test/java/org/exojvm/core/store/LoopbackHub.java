package org.exojvm.core.store;

import com.google.common.hash.Hashing;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A web server on the loopback interface that serves files with ranges and tags, and misbehaves as
 * told, once per request.
 */
final class LoopbackHub implements AutoCloseable {

  /** What goes wrong with one request. */
  sealed interface Mishap {

    /** The connection ends after some bytes of the body. */
    record Cut(int afterBytes) implements Mishap {}

    /** Some bytes are sent, then nothing until the hub is released. */
    record Stall(int afterBytes) implements Mishap {}

    /** The whole file is sent, whatever was asked for. */
    record IgnoreRange() implements Mishap {}

    /** Only a status is sent. */
    record Status(int code) implements Mishap {}

    /** Another place is named. */
    record Redirect(String location) implements Mishap {}
  }

  /** A request as it came. */
  record Asked(String path, @Nullable String range, @Nullable String authorization) {}

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, String> links = new ConcurrentHashMap<>();
  private final Map<String, Queue<Mishap>> mishaps = new ConcurrentHashMap<>();
  private final CountDownLatch released = new CountDownLatch(1);
  final List<Asked> asked = new CopyOnWriteArrayList<>();

  LoopbackHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Serves bytes at a path, which begins with a slash. */
  void serve(String path, byte[] content, Mishap... first) {
    files.put(path, content);
    mishaps.put(path, new ArrayDeque<>(Arrays.asList(first)));
  }

  /** Adds a {@code Link} header to the answers at a path, query included. */
  void link(String path, String header) {
    links.put(path, header);
  }

  RemoteFile file(String path, byte[] content) {
    return new RemoteFile(
        path,
        content.length,
        Hashing.sha256().hashBytes(content).toString(),
        base().resolve("/" + path));
  }

  /** Returns the ranges that were asked for at a path, in order; null where there was none. */
  List<@Nullable String> rangesOf(String path) {
    return asked.stream()
        .filter(one -> one.path().equals(path))
        .<@Nullable String>map(Asked::range)
        .toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      var headers = exchange.getRequestHeaders();
      asked.add(new Asked(path, headers.getFirst("Range"), headers.getFirst("Authorization")));
      Queue<Mishap> left = mishaps.getOrDefault(path, new ArrayDeque<>());
      Mishap mishap;
      synchronized (left) {
        mishap = left.poll();
      }
      byte[] content = files.get(path);
      if (content == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (mishap instanceof Mishap.Status(int code)) {
        exchange.sendResponseHeaders(code, -1);
      } else if (mishap instanceof Mishap.Redirect(String location)) {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(302, -1);
      } else {
        send(exchange, path, content, mishap);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(HttpExchange exchange, String path, byte[] content, @Nullable Mishap mishap)
      throws IOException, InterruptedException {
    int from = mishap instanceof Mishap.IgnoreRange ? 0 : start(exchange, content);
    exchange.getResponseHeaders().set("ETag", tag(content));
    if (links.containsKey(path)) {
      exchange.getResponseHeaders().set("Link", links.get(path));
    }
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    }
    int length = content.length - from;
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, length == 0 ? -1 : length);
    int sent =
        switch (mishap) {
          case Mishap.Cut(int after) -> after;
          case Mishap.Stall(int after) -> after;
          case null, default -> length;
        };
    exchange.getResponseBody().write(content, from, Math.min(sent, length));
    exchange.getResponseBody().flush();
    if (mishap instanceof Mishap.Stall) {
      released.await();
    }
  }

  /** Where the answer begins: a range of another version is not honoured. */
  private static int start(HttpExchange exchange, byte[] content) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    String version = exchange.getRequestHeaders().getFirst("If-Range");
    boolean current = version == null || version.equals(tag(content));
    return range == null || !current
        ? 0
        : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
  }

  private static String tag(byte[] content) {
    return "\"" + Hashing.crc32c().hashBytes(content) + "\"";
  }

  /** Ends what stalls: the connection is closed. */
  void release() {
    released.countDown();
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.close();
  }
}
