package org.exojvm.node.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of settings: YAML that is one map from names to scalars, or to lists of scalars
 * where there may be several.
 *
 * <pre>{@code
 * name: kitchen
 * api: 127.0.0.1:52415
 * peer: [/ip4/10.0.0.2/tcp/4001, /ip4/10.0.0.3/tcp/4001]
 * transport.listen: /ip4/0.0.0.0/tcp/4001
 * }</pre>
 */
final class ConfigFile {

  /** Largest file, in bytes; a configuration has a few hundred. */
  static final int MAX_BYTES = 65_536;

  private static final YAMLFactory YAML = new YAMLFactory();

  private final Path file;
  private final Layer.Builder layer = Layer.builder();

  private ConfigFile(Path file) {
    this.file = file;
  }

  static Layer read(Path file) {
    ConfigFile reading = new ConfigFile(file);
    try {
      reading.read();
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      reading.problem(
          line, "This is not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException e) {
      reading.layer.problem(
          new ConfigSource.TheFile(file),
          "%s. Maybe name another one with --config.".formatted(whyUnreadable(e)));
    }
    return reading.layer.build();
  }

  private static String whyUnreadable(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "There is no such file";
      case AccessDeniedException _ -> "This user may not read the file";
      default -> "The file cannot be read: " + e.getMessage();
    };
  }

  private void read() throws IOException {
    try (JsonParser parser = YAML.createParser(content())) {
      @Nullable JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          setting(parser);
        }
      } else if (first != null && first != JsonToken.VALUE_NULL) {
        problem(line(parser), "The file is no map. Allowed are lines such as 'name: kitchen'.");
        return;
      }
      if (parser.nextToken() != null) {
        problem(line(parser), "Something stands behind the end. Allowed is one document.");
      }
    }
  }

  private String content() throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("more than %d bytes".formatted(MAX_BYTES));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private void setting(JsonParser parser) throws IOException {
    String name = parser.currentName();
    int line = line(parser);
    @Nullable JsonToken value = parser.nextToken();
    if (value == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        scalar(name, parser, line(parser));
      }
    } else {
      scalar(name, parser, line);
    }
  }

  private void scalar(String name, JsonParser parser, int line) throws IOException {
    @Nullable JsonToken token = parser.currentToken();
    if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      problem(
          line,
          "%s has %s for a value. Allowed is one text or number, or a list of them where there may be several."
              .formatted(
                  name, token == JsonToken.VALUE_NULL ? "nothing" : "a map or a nested list"));
      parser.skipChildren();
    } else if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      problem(line, "%s is an alias of YAML. Allowed is the value itself.".formatted(name));
    } else {
      layer.give(name, parser.getText(), new ConfigSource.InFile(file, line));
    }
  }

  private void problem(int line, String text) {
    layer.problem(new ConfigSource.InFile(file, line), text);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
