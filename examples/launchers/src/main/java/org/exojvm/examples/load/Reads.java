package org.exojvm.examples.load;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads at a fixed rate, however long answers take: a slow server is not spared. Belongs to one
 * thread, which paces them.
 */
final class Reads {

  /** What is read, in turn. */
  static final ImmutableList<String> PATHS =
      ImmutableList.of(
          "/state",
          "/meta_instances",
          "/meta_instance/load",
          "/meta_instance/load/explain",
          "/node_id",
          "/models",
          "/v1/models",
          "/health");

  /** Most reads under way; further ones count as errors. */
  private static final int MAX_UNDER_WAY = 4_096;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final String url;
  private final HttpClient client;
  private ImmutableList<String> paths = PATHS;
  private final Semaphore room = new Semaphore(MAX_UNDER_WAY);

  Reads(String url, HttpClient client) {
    this.url = url;
    this.client = client;
  }

  /**
   * Asks each path once; from now on those are read that are there.
   *
   * @return those that are not
   * @throws IOException when one fails
   */
  ImmutableList<String> tryAll() throws IOException, InterruptedException {
    ImmutableList.Builder<String> there = ImmutableList.builder();
    ImmutableList.Builder<String> missing = ImmutableList.builder();
    for (String path : PATHS) {
      switch (status(path)) {
        case OK -> there.add(path);
        case NOT_FOUND -> missing.add(path);
        default ->
            throw new IOException(
                "%s%s fails. Maybe look at the log of the node.".formatted(url, path));
      }
    }
    paths = there.build();
    return missing.build();
  }

  /** Reads for a while and returns what was measured, by path. */
  ImmutableMap<String, Latencies> run(int perSecond, int seconds) throws InterruptedException {
    Map<String, Latencies> latencies = new LinkedHashMap<>();
    int count = perSecond * seconds;
    paths.forEach(path -> latencies.put(path, new Latencies(count / paths.size() + 1)));
    long beganNanos = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long dueNanos = beganNanos + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
      while (dueNanos - System.nanoTime() > 0) {
        LockSupport.parkNanos(dueNanos - System.nanoTime());
      }
      String path = paths.get(i % paths.size());
      read(path, dueNanos, Objects.requireNonNull(latencies.get(path)));
    }
    if (room.tryAcquire(MAX_UNDER_WAY, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      room.release(MAX_UNDER_WAY);
    }
    return ImmutableMap.copyOf(latencies);
  }

  private void read(String path, long dueNanos, Latencies latencies) {
    if (!room.tryAcquire()) {
      latencies.addError();
      return;
    }
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                if (status(path) == OK) {
                  latencies.add(System.nanoTime() - dueNanos);
                } else {
                  latencies.addError();
                }
              } catch (IOException e) {
                latencies.addError();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                room.release();
              }
            });
  }

  private int status(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).build();
    return client.send(request, BodyHandlers.ofByteArray()).statusCode();
  }
}
