package org.exojvm.node.cli.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads server-sent events (WHATWG HTML, section 9.2). Lines end with LF or CR LF, which is what
 * our servers send.
 */
final class ServerEventReader implements AutoCloseable {

  /** Longest event, in bytes: larger than the largest message of a cluster. */
  static final int MAX_EVENT_BYTES = 48 << 20;

  private final InputStream in;
  private final int maxBytes;
  private String id = "";

  ServerEventReader(InputStream in) {
    this(in, MAX_EVENT_BYTES);
  }

  ServerEventReader(InputStream in, int maxBytes) {
    this.in = new BufferedInputStream(in);
    this.maxBytes = maxBytes;
  }

  /**
   * Waits for what comes next.
   *
   * @throws EOFException when the stream has ended
   * @throws IOException when it broke, or an event is too long
   */
  ServerEvent next() throws IOException {
    String name = "";
    StringBuilder data = new StringBuilder();
    boolean any = false;
    while (true) {
      String line = line();
      if (line.isEmpty()) {
        if (any) {
          return new ServerEvent.Message(id, name.isEmpty() ? "message" : name, data.toString());
        }
        name = "";
        continue;
      }
      if (line.startsWith(":")) {
        if (any || !name.isEmpty()) {
          continue;
        }
        return new ServerEvent.Comment();
      }
      int colon = line.indexOf(':');
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (colon < 0 ? line : line.substring(0, colon)) {
        case "id" -> id = value;
        case "event" -> name = value;
        case "data" -> {
          bound(data.length() + value.length());
          data.append(any ? "\n" : "").append(value);
          any = true;
        }
        default -> {
          // Fields that we do not know are ignored.
        }
      }
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the stream has ended");
      }
      line.write(next);
      bound(line.size());
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private void bound(int bytes) throws IOException {
    if (bytes > maxBytes) {
      throw new IOException("an event has more than " + maxBytes + " bytes");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
