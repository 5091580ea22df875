package org.exojvm.core.codec.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads and writes whole messages: one value, and nothing behind it. */
public final class Messages {

  /** Where and why a message cannot be read. */
  public record Malformed(String path, String problem) {}

  /** Turns a problem into the exception of the caller. */
  public interface Report<X extends Exception> {
    /** Returns the exception to throw. */
    X of(Malformed malformed);
  }

  private Messages() {}

  /**
   * Reads one message.
   *
   * @throws X if it is malformed
   */
  public static <T, X extends Exception> T read(
      ValueCodec<T> codec,
      String text,
      Spelling spelling,
      boolean keepsUnknownEvents,
      Report<X> report)
      throws X {
    if (text.length() > Limits.MAX_MESSAGE_BYTES) {
      throw report.of(tooLong(text.length()));
    }
    JsonReader in = new JsonReader(text, spelling, keepsUnknownEvents);
    try {
      in.next();
      T value = codec.read(in);
      in.requireEnd();
      return value;
    } catch (MalformedValue e) {
      throw report.of(new Malformed(in.path(), e.getMessage()));
    } catch (IllegalArgumentException e) {
      // The shape checks of the records themselves; nothing else on this path throws it.
      throw report.of(new Malformed(in.path(), e.getMessage() + " Correct the value."));
    } catch (JsonProcessingException e) {
      throw report.of(new Malformed(in.path(), syntax(e)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String syntax(JsonProcessingException e) {
    String problem = JsonReader.shorten(String.valueOf(e.getOriginalMessage()), SHOWN_CHARS);
    return e instanceof StreamConstraintsException
        ? "The text is beyond a limit: " + problem + ". Send less at once."
        : "The text is not JSON at character %d: %s. Send one complete JSON value."
            .formatted(e.getLocation().getCharOffset(), problem);
  }

  private static final int SHOWN_CHARS = 200;

  private static Malformed tooLong(int length) {
    return new Malformed(
        "",
        "The message has %d bytes, at most %d are read. Send less at once."
            .formatted(length, Limits.MAX_MESSAGE_BYTES));
  }

  /**
   * Returns the text of a message.
   *
   * @throws X if it is too long or not UTF-8
   */
  public static <X extends Exception> String text(byte[] utf8, Report<X> report) throws X {
    if (utf8.length > Limits.MAX_MESSAGE_BYTES) {
      throw report.of(tooLong(utf8.length));
    }
    String text = new String(utf8, StandardCharsets.UTF_8);
    // The quick decoder puts U+FFFD for what is malformed; only a text with one is looked at again.
    if (text.indexOf('\ufffd') >= 0 && !isUtf8(utf8)) {
      throw report.of(
          new Malformed("", "The message is not UTF-8. Encode it as UTF-8 without errors."));
    }
    return text;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Returns the compact text of a value. */
  public static <T> JsonWriter write(ValueCodec<T> codec, T value, Spelling spelling) {
    JsonWriter out = new JsonWriter(spelling);
    codec.write(out, value);
    return out;
  }
}
