package org.exojvm.node.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that nobody wanted, because the request was refused by its head. The
 * connection ends behind the response; if it ended while bytes of the body are still on their way,
 * the system would answer those with a reset, and the reset destroys the response before its client
 * has read it (RFC 9112, section 9.6). So what comes is read and thrown away for a while.
 *
 * <p>Threading: belongs to the thread of the request.
 */
final class LeftBody {

  /** Most bytes that are read for nothing. A client with more may lose its response. */
  static final long MAX_BYTES = 4_194_304;

  /** Longest time that is spent on it once bytes come; a client that dribbles gets no more. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int PIECE_BYTES = 8_192;

  private final Request request;

  private LeftBody(Request request) {
    this.request = request;
  }

  /** Returns the body that came with a request and that nobody has asked for, or null. */
  static @Nullable LeftBody of(Request request, @Nullable JettyRequest read) {
    boolean isRead = read != null && read.isBodyRead();
    boolean isThere =
        request.getLength() > 0
            || (request.getLength() < 0
                && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
    return isThere && !isRead ? new LeftBody(request) : null;
  }

  /**
   * Reads it to its end or its bounds, or until the client has sent nothing for the idle time of
   * the connection. A client that waits for leave to send its body gets none.
   */
  void discard() {
    if (request.getHeaders().contains(HttpHeader.EXPECT)) {
      return;
    }
    long began = System.nanoTime();
    byte[] piece = new byte[PIECE_BYTES];
    long total = 0;
    try (InputStream in = Content.Source.asInputStream(request)) {
      int length = 0;
      while (length >= 0 && total < MAX_BYTES && System.nanoTime() - began < PATIENCE.toNanos()) {
        length = in.read(piece);
        total += length;
      }
    } catch (IOException e) {
      // It has gone: nothing is on its way any more.
    }
  }
}
