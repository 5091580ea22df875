package org.exojvm.node.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The OpenAPI document as a test reads it. */
final class ApiDocument {

  private static final String PLACE = "https://exojvm.org/openapi.json";
  private static final ImmutableSet<String> METHODS =
      ImmutableSet.of("get", "post", "put", "patch", "delete");

  /** An operation with its references followed. */
  record Operation(String method, String path, ImmutableList<JsonNode> parameters, JsonNode node) {

    /** Returns the schema of the body, or a missing node. */
    JsonNode bodySchema() {
      return node.at("/requestBody/content/application~1json/schema");
    }

    boolean lists(int status) {
      return node.get("responses").has(Integer.toString(status));
    }

    /** Returns whether a response of success may be of a type. */
    boolean offers(int status, String mediaType) {
      return node.at("/responses/%d/content".formatted(status)).has(mediaType);
    }
  }

  private final JsonNode root;
  private final JsonSchemaFactory schemas;
  private final Map<String, JsonSchema> compiled = new HashMap<>();
  private final ImmutableList<Operation> operations;

  private ApiDocument(JsonNode root, String text) {
    this.root = root;
    this.schemas =
        JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(PLACE, text))));
    ImmutableList.Builder<Operation> all = ImmutableList.builder();
    root.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        one -> {
                          if (METHODS.contains(one.getKey())) {
                            all.add(operation(path.getKey(), one.getKey(), one.getValue()));
                          }
                        }));
    this.operations = all.build();
  }

  static ApiDocument of(String text) throws Exception {
    return new ApiDocument(ApiNode.JSON.readTree(text), text);
  }

  ImmutableList<Operation> operations() {
    return operations;
  }

  private Operation operation(String path, String method, JsonNode node) {
    ImmutableList.Builder<JsonNode> parameters = ImmutableList.builder();
    node.path("parameters").forEach(parameter -> parameters.add(resolve(parameter)));
    return new Operation(method.toUpperCase(Locale.ROOT), path, parameters.build(), node);
  }

  /** Follows a reference, if it is one. */
  JsonNode resolve(JsonNode node) {
    JsonNode reference = node.get("$ref");
    return reference == null ? node : resolve(root.at(reference.asText().substring(1)));
  }

  /** Returns what is wrong with a body of a response, nothing when there is no schema for it. */
  Set<ValidationMessage> violations(Operation operation, int status, String body) {
    JsonNode response = operation.node().get("responses").get(Integer.toString(status));
    String pointer =
        response.has("$ref")
            ? response.get("$ref").asText()
            : "#/paths/%s/%s/responses/%d"
                .formatted(
                    operation.path().replace("~", "~0").replace("/", "~1"),
                    operation.method().toLowerCase(Locale.ROOT),
                    status);
    JsonSchema schema =
        compiled.computeIfAbsent(
            pointer + "/content/application~1json/schema",
            where -> schemas.getSchema(SchemaLocation.of(PLACE + where)));
    return schema.validate(body, InputFormat.JSON);
  }
}
