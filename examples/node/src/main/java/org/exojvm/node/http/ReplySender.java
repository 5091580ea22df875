package org.exojvm.node.http;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends replies, whole ones and streams, and knows which streams are open.
 *
 * <p>Threading: safe for any thread; a reply is sent by the thread of its request.
 */
final class ReplySender {

  private static final Logger LOG = LoggerFactory.getLogger(ReplySender.class);

  /** Sent with everything: what is answered is data and never a page to sniff or to frame. */
  static final ImmutableMap<String, String> ALWAYS =
      ImmutableMap.of(
          "X-Content-Type-Options", "nosniff",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Referrer-Policy", "no-referrer");

  private final int maxStreams;
  private final Semaphore streams;
  private final Set<Connection> streaming = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  ReplySender(int maxStreams) {
    this.maxStreams = maxStreams;
    this.streams = new Semaphore(maxStreams);
  }

  /** Returns whether a connection has a stream under way. */
  boolean isStreaming(Connection connection) {
    return streaming.contains(connection);
  }

  int openStreams() {
    return maxStreams - streams.availablePermits();
  }

  /** Lets streams end. */
  void stopStreams() {
    stopping = true;
  }

  /** Returns what has yet to be discarded before the callback is called, if anything. */
  @Nullable LeftBody send(
      Request request,
      @Nullable JettyRequest read,
      Reply reply,
      Response response,
      Callback callback) {
    return switch (reply) {
      case Reply.Full full -> write(request, read, full, response, callback);
      case Reply.Streaming streaming -> {
        if (request.getMethod().equals("HEAD")) {
          streaming.body().abandon();
          head(streaming.status(), streaming.contentType(), streaming.headers(), response);
          // Two writes: a whole answer of nothing would say that the stream has a length of 0.
          response.write(
              false,
              BufferUtil.EMPTY_BUFFER,
              Callback.from(
                  () -> response.write(true, BufferUtil.EMPTY_BUFFER, callback), callback::failed));
          yield null;
        }
        if (read == null || !streams.tryAcquire()) {
          streaming.body().abandon();
          yield send(request, read, tooManyStreams(), response, callback);
        }
        try {
          LeftBody left = LeftBody.of(request, read);
          if (left != null) {
            left.discard();
          }
          stream(read, streaming, response, callback);
        } finally {
          streams.release();
        }
        yield null;
      }
    };
  }

  private static @Nullable LeftBody write(
      Request request,
      @Nullable JettyRequest read,
      Reply.Full full,
      Response response,
      Callback callback) {
    head(full.status(), full.contentType(), full.headers(), response);
    // Of an answer to HEAD Jetty sends the length and not the body (RFC 9110, section 9.3.2).
    ByteBuffer body = ByteBuffer.wrap(full.body());
    LeftBody left = LeftBody.of(request, read);
    if (left != null || (read != null && read.watch().isSpent())) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    if (left == null) {
      response.write(true, body, callback);
      return null;
    }
    try {
      Content.Sink.write(response, true, body);
      return left;
    } catch (IOException e) {
      callback.failed(e);
      return null;
    }
  }

  private Reply tooManyStreams() {
    return Problem.unavailable(
            "too_many_streams",
            "%d streams are open. Maybe close some, or come back later.".formatted(maxStreams))
        .reply();
  }

  private void stream(
      JettyRequest request, Reply.Streaming reply, Response response, Callback callback) {
    head(reply.status(), reply.contentType(), reply.headers(), response);
    // Nobody waits for the end of a stream on the same connection.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    streaming.add(request.connection());
    try {
      reply.body().writeTo(new Stream(request, response));
      callback.succeeded();
    } catch (IOException e) {
      callback.failed(e);
    } catch (RuntimeException e) {
      LOG.error("A stream failed", e);
      callback.failed(e);
    } finally {
      streaming.remove(request.connection());
    }
  }

  private static void head(
      int status, String contentType, Map<String, String> headers, Response response) {
    response.setStatus(status);
    if (!contentType.equals(Reply.NOTHING)) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    }
    ALWAYS.forEach(response.getHeaders()::put);
    headers.forEach(response.getHeaders()::put);
  }

  private final class Stream implements Reply.ReplyStream {

    private final JettyRequest request;
    private final Response response;

    Stream(JettyRequest request, Response response) {
      this.request = request;
      this.response = response;
    }

    @Override
    public void write(byte[] piece) throws IOException {
      Content.Sink.write(response, false, ByteBuffer.wrap(piece));
    }

    @Override
    public boolean isGone() {
      return stopping || request.isGone();
    }
  }
}
