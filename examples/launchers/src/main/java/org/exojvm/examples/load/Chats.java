package org.exojvm.examples.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Short chats at a fixed rate, so that there are events to follow. */
final class Chats implements AutoCloseable {

  private static final String MODEL = "mlx-community/Qwen3-0.6B-4bit";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OK = 200;

  /** Longest wait for the model to serve. */
  private static final long READY_SECONDS = 60;

  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final String url;
  private final HttpClient client;
  private final LongAdder answered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile boolean closing;

  Chats(String url, HttpClient client) {
    this.url = url;
    this.client = client;
  }

  /** Declares an intent called {@code load} and waits until it serves. */
  void bringUp() throws IOException, InterruptedException {
    HttpResponse<String> declared =
        post(
            "/meta_instance",
            """
            {"model_id":"%s","meta_instance_id":"load"}\
            """
                .formatted(MODEL));
    if (declared.statusCode() != OK) {
      throw new IOException(
          "The intent was not taken in: %d %s".formatted(declared.statusCode(), declared.body()));
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    HttpResponse<String> chat = chat();
    while (chat.statusCode() != OK) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "The model did not serve within %d s: %s".formatted(READY_SECONDS, chat.body()));
      }
      LockSupport.parkNanos(RETRY_NANOS);
      chat = chat();
    }
  }

  /** Begins to chat, until closed. */
  void start(int perSecond) {
    if (perSecond > 0) {
      Thread.ofVirtual().name("chats").start(() -> pace(perSecond));
    }
  }

  private void pace(int perSecond) {
    while (!closing) {
      Thread.ofVirtual().start(this::count);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / perSecond);
    }
  }

  private void count() {
    try {
      (chat().statusCode() == OK ? answered : failed).increment();
    } catch (IOException e) {
      if (!closing) {
        failed.increment();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<String> chat() throws IOException, InterruptedException {
    return post(
        "/v1/chat/completions",
        """
        {"model":"%s","max_tokens":2,"messages":[{"role":"user","content":"hello"}]}\
        """
            .formatted(MODEL));
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** Returns how many failed so far. */
  long failed() {
    return failed.sum();
  }

  /** Returns what came, in words. */
  String told() {
    return "%d chats were answered, %d were not".formatted(answered.sum(), failed.sum());
  }

  /** Begins no chat any more. */
  void end() {
    closing = true;
  }

  @Override
  public void close() {
    end();
  }
}
