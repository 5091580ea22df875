package org.exojvm.node.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a handler answers. */
public sealed interface Reply {

  /** Media type of JSON. */
  String JSON = "application/json";

  /** Media type of a body that is not there. */
  String NOTHING = "";

  /** Media type of server-sent events (WHATWG HTML, section 9.2). */
  String EVENT_STREAM = "text/event-stream";

  /** Returns the status. */
  int status();

  /** Returns further header fields. */
  ImmutableMap<String, String> headers();

  /**
   * A whole body.
   *
   * @param status the status
   * @param contentType media type of the body
   * @param body the body; not changed afterwards
   * @param headers further header fields
   */
  // Handed to the socket as it is; nobody compares replies.
  @SuppressWarnings("ArrayRecordComponent")
  record Full(int status, String contentType, byte[] body, ImmutableMap<String, String> headers)
      implements Reply {}

  /**
   * A body that is written while it comes to be.
   *
   * @param status the status
   * @param contentType media type of the body
   * @param body writes it
   * @param headers further header fields
   */
  record Streaming(
      int status, String contentType, StreamBody body, ImmutableMap<String, String> headers)
      implements Reply {}

  /** Writes a body piece by piece, on the thread of the request. */
  @FunctionalInterface
  interface StreamBody {

    /**
     * Writes until done or until the client is gone; both are the end of the response.
     *
     * @throws IOException when the client is gone or too slow
     */
    void writeTo(ReplyStream out) throws IOException;

    /** Called instead of {@link #writeTo} when nothing is to be written: lets go of everything. */
    default void abandon() {}
  }

  /** Where pieces go. */
  interface ReplyStream {

    /**
     * Sends a piece now. Blocks while the client does not read, for the write deadline at most.
     *
     * @throws IOException when the client is gone or too slow
     */
    void write(byte[] piece) throws IOException;

    /** Returns whether the client has closed its side, or the server stops. Does not block. */
    boolean isGone();

    /** Sends text as UTF-8. */
    default void write(String text) throws IOException {
      write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Returns JSON that is text already. */
  static Reply json(int status, String json) {
    return new Full(status, JSON, json.getBytes(StandardCharsets.UTF_8), ImmutableMap.of());
  }

  /** Returns JSON. */
  static Reply json(int status, JsonNode json) {
    return json(status, json.toString());
  }

  /** Returns text. */
  static Reply text(int status, String contentType, String text) {
    return new Full(status, contentType, text.getBytes(StandardCharsets.UTF_8), ImmutableMap.of());
  }

  /** Returns a stream of server-sent events, which nobody may keep. */
  static Reply events(StreamBody body) {
    return new Streaming(200, EVENT_STREAM, body, ImmutableMap.of("Cache-Control", "no-store"));
  }
}
