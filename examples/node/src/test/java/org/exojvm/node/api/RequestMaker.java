package org.exojvm.node.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.net.PercentEscaper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.exojvm.node.api.ApiDocument.Operation;
import org.exojvm.node.api.GeneratedRequest.Kind;
import org.jspecify.annotations.Nullable;

/** Makes requests of the document, from a source of random numbers. */
final class RequestMaker {

  private static final PercentEscaper ESCAPER = new PercentEscaper("-._~", false);
  private static final ImmutableList<String> METHODS =
      ImmutableList.of("GET", "POST", "PATCH", "DELETE", "PUT", "OPTIONS", "TRACE", "BREW");
  private static final ImmutableList<String> NOWHERE =
      ImmutableList.of(
          "/",
          "/nope",
          "/state/extra",
          "/meta_instance/a/b/c",
          "/META_INSTANCES",
          "/v2/models",
          "//state",
          "/state/",
          "/meta_instance/%2e%2e/state",
          "/meta_instance/%ff%fe",
          "/instance/%00/x",
          "/models/add/more",
          "/download/%20");

  private final SplittableRandom random;
  private final ValueMaker values;
  private final BodyMutations mutations;
  private final ImmutableList<Operation> operations;

  RequestMaker(SplittableRandom random, ImmutableList<Operation> operations, ValueMaker values) {
    this.random = random;
    this.values = values;
    this.mutations = new BodyMutations(random, values);
    this.operations = operations;
  }

  GeneratedRequest next() {
    Operation operation = operations.get(random.nextInt(operations.size()));
    return switch (random.nextInt(20)) {
      case 0 -> wrongMethod(operation);
      case 1 -> wrongPath();
      case 2 -> garbage(operation);
      case 3, 4, 5, 6, 7, 8, 9 -> mutated(operation);
      default -> valid(operation);
    };
  }

  private GeneratedRequest valid(Operation operation) {
    return new GeneratedRequest(
        Kind.VALID,
        operation.method(),
        path(operation, false) + query(operation, false),
        body(operation),
        operation);
  }

  private GeneratedRequest mutated(Operation operation) {
    @Nullable String body = body(operation);
    boolean inBody = body != null && random.nextInt(3) > 0;
    return new GeneratedRequest(
        Kind.MUTATED,
        operation.method(),
        path(operation, !inBody) + query(operation, !inBody),
        inBody ? mutations.mutate(body) : body,
        operation);
  }

  private GeneratedRequest garbage(Operation operation) {
    return new GeneratedRequest(
        Kind.GARBAGE,
        operation.method(),
        path(operation, false) + query(operation, false),
        mutations.garbage(),
        operation);
  }

  private GeneratedRequest wrongMethod(Operation operation) {
    List<String> others = new ArrayList<>(METHODS);
    operations.stream()
        .filter(one -> one.path().equals(operation.path()))
        .forEach(one -> others.remove(one.method()));
    return new GeneratedRequest(
        Kind.WRONG_METHOD,
        others.get(random.nextInt(others.size())),
        operation.path().replaceAll("\\{[^}]*}", "x-y"),
        null,
        null);
  }

  private GeneratedRequest wrongPath() {
    return new GeneratedRequest(
        Kind.WRONG_PATH,
        METHODS.get(random.nextInt(METHODS.size())),
        NOWHERE.get(random.nextInt(NOWHERE.size())),
        random.nextBoolean() ? "{}" : null,
        null);
  }

  private @Nullable String body(Operation operation) {
    JsonNode schema = operation.bodySchema();
    return schema.isMissingNode() ? null : values.valid("body", schema, 0).toString();
  }

  private String path(Operation operation, boolean odd) {
    String path = operation.path();
    for (JsonNode parameter : operation.parameters()) {
      if (parameter.get("in").asText().equals("path")) {
        String name = parameter.get("name").asText();
        String value = odd ? values.oddText() : values.text(name);
        path = path.replace("{" + name + "}", value.isEmpty() ? "%20" : escape(value));
      }
    }
    return path;
  }

  private String query(Operation operation, boolean odd) {
    List<String> parts = new ArrayList<>();
    for (JsonNode parameter : operation.parameters()) {
      boolean required = parameter.get("required").asBoolean();
      if (parameter.get("in").asText().equals("query") && (required || random.nextBoolean())) {
        addParameter(parameter, odd, parts);
      }
    }
    return parts.isEmpty() ? "" : parts.stream().collect(Collectors.joining("&", "?", ""));
  }

  private void addParameter(JsonNode parameter, boolean odd, List<String> parts) {
    String name = parameter.get("name").asText();
    if (odd && random.nextBoolean()) {
      for (int i = random.nextInt(3); i > 0; i--) {
        parts.add(name + "=" + escape(values.oddText()));
      }
      return;
    }
    JsonNode value = values.valid(name, parameter.get("schema"), 0);
    for (JsonNode one : value.isArray() ? value : ImmutableList.of(value)) {
      parts.add(name + "=" + escape(one.asText()));
    }
  }

  /** Half of a surrogate pair becomes the bytes that UTF-8 does not have. */
  private static String escape(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text) ? ESCAPER.escape(text) : "%ed%a0%80";
  }
}
