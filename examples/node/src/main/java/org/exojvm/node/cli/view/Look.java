package org.exojvm.node.cli.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.common.base.CaseFormat;
import com.google.common.base.Converter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;
import org.exojvm.api.model.Memory;
import org.exojvm.node.terminal.Text;

/**
 * Looks at JSON of an API or a stream: fields are asked for in snake case and found in camel case
 * too. Nothing is an error; what is missing is empty.
 *
 * @param json what is looked at
 */
public record Look(JsonNode json) {

  private static final Converter<String, String> CAMEL =
      CaseFormat.LOWER_UNDERSCORE.converterTo(CaseFormat.LOWER_CAMEL);

  /** What stands for a value that is missing. */
  public static final String NONE = "-";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Reads a text; empty when it is not JSON. */
  public static Optional<Look> parse(String text) {
    try {
      return Optional.of(new Look(MAPPER.readTree(text)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Returns a field. */
  public Look at(String name) {
    JsonNode field = json.path(name);
    return new Look(field.isMissingNode() ? json.path(CAMEL.convert(name)) : field);
  }

  /** Returns a field of an object whose fields are ids. */
  public Look entry(String id) {
    return new Look(json.path(id));
  }

  /** Returns the entries of an object whose fields are ids. */
  public ImmutableMap<String, Look> entries() {
    ImmutableMap.Builder<String, Look> entries = ImmutableMap.builder();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      entries.put(entry.getKey(), new Look(entry.getValue()));
    }
    return entries.buildKeepingLast();
  }

  /** Returns the elements of an array. */
  public ImmutableList<Look> elements() {
    ImmutableList.Builder<Look> elements = ImmutableList.builder();
    if (json.isArray()) {
      json.forEach(element -> elements.add(new Look(element)));
    }
    return elements.build();
  }

  /** Returns the name of a tagged value, {@code {"Name":{...}}}; empty when it is none. */
  public String tag() {
    return json.size() == 1 && json.isObject() ? json.fieldNames().next() : "";
  }

  /** Returns what is behind the tag. */
  public Look tagged() {
    return json.size() == 1
        ? new Look(json.elements().next())
        : new Look(MissingNode.getInstance());
  }

  /** Returns the value as it came, for requests and comparisons; empty when there is none. */
  public Optional<String> raw() {
    return json.isValueNode() && !json.isNull() ? Optional.of(json.asText()) : Optional.empty();
  }

  /** Returns the value for people, {@link #NONE} when there is none. */
  public String text() {
    return raw().map(Text::printable).filter(text -> !text.isEmpty()).orElse(NONE);
  }

  /** Returns whether there is a value. */
  public boolean isThere() {
    return !json.isMissingNode() && !json.isNull();
  }

  /** Returns the number, or what is meant without one. */
  public long number(long absent) {
    return json.isNumber() ? json.asLong() : absent;
  }

  /** Returns the number, or 0. */
  public double real() {
    return json.isNumber() ? json.asDouble() : 0;
  }

  /** Returns whether it is true. */
  public boolean isTrue() {
    return json.isBoolean() && json.booleanValue();
  }

  /** Returns an amount of memory in bytes, {@code {"inBytes":n}}. */
  public Optional<Memory> memory() {
    Look bytes = at("in_bytes");
    return bytes.json().isNumber()
        ? Optional.of(Memory.ofBytes(bytes.number(0)))
        : Optional.empty();
  }

  /** Returns an amount of memory for people. */
  public String gib() {
    return memory().map(Text::gib).orElse(NONE);
  }
}
