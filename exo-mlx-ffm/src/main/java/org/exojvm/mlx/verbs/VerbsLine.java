package org.exojvm.mlx.verbs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The line the probe prints, for instance {@code
 * {"library":"librdma.dylib","devices":[{"name":"rdma_en5","problem":"","gids":["00..."]}]}} or
 * {@code {"absence":"NO_LIBRARY","detail":"..."}}. The reader takes it for what a stranger said.
 */
final class VerbsLine {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int TEXT_CHARS_MAX = 512;

  private VerbsLine() {}

  static String write(VerbsResult result) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      switch (result) {
        case VerbsResult.Devices devices -> write(out, devices);
        case VerbsResult.Absent(var absence, String detail) -> {
          out.writeStringField("absence", absence.name());
          out.writeStringField("detail", cut(detail));
        }
        case VerbsResult.Unanswered(String reason) ->
            out.writeStringField("unanswered", cut(reason));
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("A writer of text failed.", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, VerbsResult.Devices result) throws IOException {
    out.writeStringField("library", cut(result.library()));
    out.writeArrayFieldStart("devices");
    for (VerbsDevice device : result.devices()) {
      out.writeStartObject();
      out.writeStringField("name", device.name());
      out.writeStringField("problem", device.problem());
      out.writeArrayFieldStart("gids");
      for (Gid gid : device.gids()) {
        out.writeString(gid.hex());
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /**
   * Reads a line.
   *
   * @throws IOException if it is not of the shape that {@link #write} gives it
   */
  static VerbsResult read(String line) throws IOException {
    try (JsonParser in = JSON.createParser(line)) {
      expect(in, in.nextToken(), JsonToken.START_OBJECT);
      expect(in, in.nextToken(), JsonToken.FIELD_NAME);
      VerbsResult result =
          switch (in.currentName()) {
            case "library" -> devices(in);
            case "absence" -> absent(in);
            case "unanswered" -> new VerbsResult.Unanswered(text(in));
            default -> throw new IOException("it begins with " + cut(in.currentName()));
          };
      expect(in, in.nextToken(), JsonToken.END_OBJECT);
      if (in.nextToken() != null) {
        throw new IOException("more follows it");
      }
      return result;
    }
  }

  private static VerbsResult absent(JsonParser in) throws IOException {
    String absence = text(in);
    String detail = field(in, "detail");
    for (VerbsResult.Absence known : VerbsResult.Absence.values()) {
      if (known.name().equals(absence)) {
        return new VerbsResult.Absent(known, detail);
      }
    }
    throw new IOException("it knows no absence " + absence);
  }

  private static VerbsResult devices(JsonParser in) throws IOException {
    String library = text(in);
    ImmutableList.Builder<VerbsDevice> devices = ImmutableList.builder();
    array(in, "devices");
    int count = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      expect(in, in.currentToken(), JsonToken.START_OBJECT);
      count++;
      if (count > VerbsLibrary.DEVICES_MAX) {
        throw new IOException("it has more than " + VerbsLibrary.DEVICES_MAX + " devices");
      }
      devices.add(device(in));
    }
    if (count == 0) {
      throw new IOException("it has an empty list of devices");
    }
    return new VerbsResult.Devices(library, devices.build());
  }

  private static VerbsDevice device(JsonParser in) throws IOException {
    String name = field(in, "name");
    String problem = field(in, "problem");
    ImmutableList.Builder<Gid> gids = ImmutableList.builder();
    array(in, "gids");
    int count = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      expect(in, in.currentToken(), JsonToken.VALUE_STRING);
      count++;
      if (count > VerbsLibrary.GIDS_MAX || !Gid.isOne(in.getText())) {
        throw new IOException("a device has too many GIDs, or one that is none");
      }
      gids.add(new Gid(in.getText()));
    }
    expect(in, in.nextToken(), JsonToken.END_OBJECT);
    return new VerbsDevice(name, gids.build(), problem);
  }

  private static void array(JsonParser in, String name) throws IOException {
    name(in, name);
    expect(in, in.nextToken(), JsonToken.START_ARRAY);
  }

  private static String field(JsonParser in, String name) throws IOException {
    name(in, name);
    return text(in);
  }

  private static void name(JsonParser in, String name) throws IOException {
    expect(in, in.nextToken(), JsonToken.FIELD_NAME);
    if (!in.currentName().equals(name)) {
      throw new IOException("it has " + cut(in.currentName()) + " in the place of " + name);
    }
  }

  private static String text(JsonParser in) throws IOException {
    expect(in, in.nextToken(), JsonToken.VALUE_STRING);
    return cut(in.getText());
  }

  private static void expect(JsonParser in, @Nullable JsonToken token, JsonToken expected)
      throws IOException {
    if (token != expected) {
      throw new IOException(
          "at " + in.currentLocation().getCharOffset() + " it has " + token + ", not " + expected);
    }
  }

  private static String cut(String text) {
    return text.length() > TEXT_CHARS_MAX ? text.substring(0, TEXT_CHARS_MAX) : text;
  }
}
