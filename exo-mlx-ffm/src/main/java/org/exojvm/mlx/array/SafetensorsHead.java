package org.exojvm.mlx.array;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The head of a safetensors file: its length in 8 bytes, then JSON that tells type, shape and place
 * of every tensor. It is looked at before MLX reads it. MLX quotes a damaged head in its errors,
 * whose percent signs are then taken for formats, and multiplies lengths whatever comes out; a file
 * from elsewhere could so take the process down.
 */
final class SafetensorsHead {

  /** MLX takes no longer one. */
  static final int BYTES_MAX = 100_000_000 - 1;

  private static final JsonFactory JSON = new JsonFactory();
  private static final String METADATA = "__metadata__";
  private static final Pattern DTYPE = Pattern.compile("[A-Z0-9_]{1,16}");

  /** Half of a character, which the parser of MLX refuses, quoting what is before. */
  private static final Pattern SURROGATE = Pattern.compile("\\\\u[dD][89a-fA-F]");

  private final JsonParser parser;
  private final long dataBytes;

  private SafetensorsHead(JsonParser parser, long dataBytes) {
    this.parser = parser;
    this.dataBytes = dataBytes;
  }

  /**
   * Checks a file.
   *
   * @throws IOException if it cannot be read, or MLX must not read it; with the reason
   */
  static void check(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer first = read(channel, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      long length = first.getLong();
      long left = channel.size() - Long.BYTES;
      if (length < 1 || length > Math.min(left, BYTES_MAX)) {
        throw new IOException(
            "its head has %s bytes and %d follow; fetch the file again"
                .formatted(Long.toUnsignedString(length), left));
      }
      String head =
          StandardCharsets.UTF_8.newDecoder().decode(read(channel, (int) length)).toString();
      if (head.indexOf('%') >= 0 && SURROGATE.matcher(head).find()) {
        throw new IOException("its head has both percent signs and surrogates; write it otherwise");
      }
      try (JsonParser parser = JSON.createParser(head)) {
        new SafetensorsHead(parser, left - length).check();
      }
    }
  }

  private static ByteBuffer read(FileChannel channel, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    int count = 0;
    while (buffer.hasRemaining() && count >= 0) {
      count = channel.read(buffer);
    }
    if (buffer.hasRemaining()) {
      throw new IOException("it ends within its head; fetch the file again");
    }
    return buffer.flip();
  }

  private void check() throws IOException {
    expect(parser.nextToken(), JsonToken.START_OBJECT, "the head");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals(METADATA)) {
        metadata(value);
      } else {
        checkName(name);
        tensor(name, value);
      }
    }
    if (parser.nextToken() != null) {
      throw new IOException("something follows its head");
    }
  }

  private static void checkName(String name) throws IOException {
    if (name.indexOf('%') >= 0 || name.indexOf('\0') >= 0) {
      throw new IOException(
          "the tensor \"%s\" has a percent sign or a zero in its name; rename it"
              .formatted(name.replace('\0', '.')));
    }
  }

  /** Texts by name; MLX itself writes null for none. */
  private void metadata(@Nullable JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NULL) {
      return;
    }
    expect(value, JsonToken.START_OBJECT, METADATA);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      expect(parser.nextToken(), JsonToken.VALUE_STRING, "the entry " + name + " of " + METADATA);
    }
  }

  private void tensor(String name, @Nullable JsonToken value) throws IOException {
    expect(value, JsonToken.START_OBJECT, name);
    boolean typed = false;
    long elements = -1;
    long bytes = -1;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken begin = parser.nextToken();
      switch (field) {
        case "dtype" -> typed = begin == JsonToken.VALUE_STRING && isDtype(parser.getText());
        case "shape" -> elements = elements(name, begin);
        case "data_offsets" -> bytes = bytes(name, begin);
        default -> parser.skipChildren();
      }
    }
    // No type has less than a byte; with this bound no product can be beyond what numbers hold.
    if (!typed || elements < 0 || bytes < elements) {
      throw new IOException(
          "the tensor %s has %s type, %d elements and %d bytes"
              .formatted(name, typed ? "a" : "no", elements, bytes));
    }
  }

  private static boolean isDtype(String text) {
    return DTYPE.matcher(text).matches();
  }

  private long elements(String name, @Nullable JsonToken begin) throws IOException {
    expect(begin, JsonToken.START_ARRAY, "the shape of " + name);
    long elements = 1;
    for (JsonToken at = parser.nextToken(); at != JsonToken.END_ARRAY; at = parser.nextToken()) {
      int length = (int) number(name, at, Integer.MAX_VALUE);
      if (length > 0 && elements > dataBytes / length) {
        throw new IOException("the tensor " + name + " is larger than the file");
      }
      elements *= length;
    }
    return elements;
  }

  private long bytes(String name, @Nullable JsonToken begin) throws IOException {
    expect(begin, JsonToken.START_ARRAY, "the offsets of " + name);
    long from = number(name, parser.nextToken(), dataBytes);
    long to = number(name, parser.nextToken(), dataBytes);
    expect(parser.nextToken(), JsonToken.END_ARRAY, "the third offset of " + name);
    return to - from;
  }

  private long number(String name, @Nullable JsonToken token, long max) throws IOException {
    expect(token, JsonToken.VALUE_NUMBER_INT, "a number of " + name);
    long number = parser.getLongValue();
    if (number < 0 || number > max) {
      throw new IOException(
          "a number of %s is %d, beyond 0 to %d; fetch the file again"
              .formatted(name, number, max));
    }
    return number;
  }

  private static void expect(@Nullable JsonToken token, JsonToken expected, String what)
      throws IOException {
    if (token != expected) {
      throw new IOException(what + " is " + token + " instead of " + expected);
    }
  }
}
