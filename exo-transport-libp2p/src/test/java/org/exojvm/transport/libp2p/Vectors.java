package org.exojvm.transport.libp2p;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;

/** The byte vectors, which other implementations of libp2p have made. */
public final class Vectors {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Vectors() {}

  /** Reads the vectors of a layer. */
  public static JsonNode of(String layer) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + layer + ".json")) {
      return JSON.readTree(Objects.requireNonNull(in, layer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The elements of a list. */
  public static Stream<JsonNode> list(JsonNode list) {
    if (!list.isArray() || list.isEmpty()) {
      throw new IllegalArgumentException("There is no such list in the vectors: " + list);
    }
    return list.valueStream();
  }

  /** The bytes that a text in hexadecimal names. */
  public static byte[] hex(JsonNode text) {
    return HexFormat.of().parseHex(text.textValue());
  }
}
