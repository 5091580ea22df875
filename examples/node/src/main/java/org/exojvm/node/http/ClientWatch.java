package org.exojvm.node.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Notices that a client has gone away while its request is worked on, which HTTP/1.1 tells by
 * nothing but the end of the connection. Reads from the connection without waiting: between the end
 * of a request and that of its response nothing should come. If something does (a client that sends
 * its next request early), the connection is closed behind the response, and the client sends it
 * again on another, as RFC 9112, section 9.3.2, has it.
 *
 * <p>Threading: belongs to the thread of the request.
 */
final class ClientWatch {

  private final EndPoint connection;
  private boolean gone;
  private boolean early;

  ClientWatch(EndPoint connection) {
    this.connection = connection;
  }

  boolean isGone() {
    if (gone || early) {
      return gone;
    }
    ByteBuffer buffer = BufferUtil.allocate(1);
    try {
      int filled = connection.fill(buffer);
      gone = filled < 0;
      early = filled > 0;
    } catch (IOException e) {
      gone = true;
    }
    return gone;
  }

  /** Returns whether the connection cannot be used for another request. */
  boolean isSpent() {
    return gone || early;
  }
}
