package org.exojvm.mlx.thunderbolt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of {@code system_profiler SPThunderboltDataType -json}. Unknown keys are passed
 * over; a known key of another type than expected makes the report unreadable, as in the reference.
 */
final class ProfileReader implements AutoCloseable {

  static final int REPORT_CHARS_MAX = 4 << 20;
  static final int DOMAINS_MAX = 256;
  private static final int DEPTH_MAX = 64;
  private static final int TEXT_CHARS_MAX = 64 << 10;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxStringLength(TEXT_CHARS_MAX)
                  .maxNameLength(TEXT_CHARS_MAX)
                  .maxDocumentLength(REPORT_CHARS_MAX)
                  .build())
          .build();

  private final JsonParser parser;

  ProfileReader(String json) throws IOException {
    this.parser = JSON.createParser(json);
  }

  /** Reads the whole report; one without any Thunderbolt has no domains. */
  ImmutableList<ThunderboltDomain> read() throws IOException {
    ImmutableList.Builder<ThunderboltDomain> domains = ImmutableList.builder();
    expect(parser.nextToken(), JsonToken.START_OBJECT, "the report");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean thunderbolt = parser.currentName().equals("SPThunderboltDataType");
      JsonToken value = parser.nextToken();
      if (thunderbolt) {
        expect(value, JsonToken.START_ARRAY, "SPThunderboltDataType");
        domains.addAll(domains());
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw new IOException("something follows the report");
    }
    return domains.build();
  }

  private ImmutableList<ThunderboltDomain> domains() throws IOException {
    ImmutableList.Builder<ThunderboltDomain> domains = ImmutableList.builder();
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser.currentToken(), JsonToken.START_OBJECT, "a bus");
      count++;
      if (count > DOMAINS_MAX) {
        throw new IOException("it has more than " + DOMAINS_MAX + " buses");
      }
      domains.add(domain());
    }
    return domains.build();
  }

  private ThunderboltDomain domain() throws IOException {
    Optional<String> uuid = Optional.empty();
    Optional<Receptacle> receptacle = Optional.empty();
    Optional<String> farUuid = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "domain_uuid_key" -> uuid = text(name);
        case "receptacle_1_tag" -> receptacle = receptacle();
        case "_items" -> farUuid = items();
        default -> parser.skipChildren();
      }
    }
    return new ThunderboltDomain(
        uuid, receptacle.flatMap(Receptacle::id), receptacle.flatMap(Receptacle::speed), farUuid);
  }

  private record Receptacle(Optional<String> id, Optional<String> speed) {}

  private Optional<Receptacle> receptacle() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    expect(parser.currentToken(), JsonToken.START_OBJECT, "receptacle_1_tag");
    Optional<String> id = Optional.empty();
    Optional<String> speed = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "receptacle_id_key" -> id = text(name);
        case "current_speed_key" -> speed = text(name);
        default -> parser.skipChildren();
      }
    }
    return Optional.of(new Receptacle(id, speed));
  }

  private Optional<String> items() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    expect(parser.currentToken(), JsonToken.START_ARRAY, "_items");
    Optional<String> first = Optional.empty();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser.currentToken(), JsonToken.START_OBJECT, "an item of _items");
      Optional<String> uuid = itemUuid();
      first = first.isPresent() ? first : uuid;
    }
    return first;
  }

  private Optional<String> itemUuid() throws IOException {
    Optional<String> uuid = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("domain_uuid_key")) {
        uuid = text(name);
      } else {
        parser.skipChildren();
      }
    }
    return uuid;
  }

  private Optional<String> text(String name) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    expect(parser.currentToken(), JsonToken.VALUE_STRING, name);
    return Optional.of(parser.getText());
  }

  private static void expect(@Nullable JsonToken token, JsonToken expected, String what)
      throws IOException {
    if (token != expected) {
      throw new IOException(what + " is " + token + " instead of " + expected);
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
