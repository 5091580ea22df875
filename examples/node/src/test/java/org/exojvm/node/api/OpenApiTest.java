package org.exojvm.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.file.Path;
import java.util.TreeSet;
import org.exojvm.node.http.Access;
import org.exojvm.node.http.Routes.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: the document describes the routes that there are, all of them, as OpenAPI 3.1. */
class OpenApiTest {

  @TempDir private static Path directory;
  private static ApiNode api;

  @BeforeAll
  static void start() throws Exception {
    api = ApiNode.alone(directory);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void aValidatorAcceptsIt() throws Exception {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult read =
        new OpenAPIV3Parser().readContents(api.get("/openapi.json").body(), null, options);
    assertThat(read.getMessages()).isEmpty();
    assertThat(read.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
    assertThat(read.getOpenAPI().getPaths()).isNotEmpty();
  }

  @Test
  void theValidatorWouldRefuseAnotherOne() throws Exception {
    String broken = api.get("/openapi.json").body().replace("\"responses\"", "\"answers\"");
    assertThat(new OpenAPIV3Parser().readContents(broken, null, null).getMessages()).isNotEmpty();
  }

  @Test
  void everyRouteIsInItAndEverythingInItIsARoute() throws Exception {
    ApiDocument document = ApiDocument.of(api.get("/openapi.json").body());
    TreeSet<String> described = new TreeSet<>();
    for (ApiDocument.Operation operation : document.operations()) {
      described.add(operation.method() + " " + operation.path());
    }
    TreeSet<String> routed = new TreeSet<>();
    for (Route route : api.routes.all()) {
      routed.add(route.method() + " " + route.pattern().replace("*}", "}"));
    }
    assertThat(described).isEqualTo(routed);
  }

  @Test
  void whatChangesSomethingIsSaidToNeedAToken() throws Exception {
    JsonNode paths = api.get("/openapi.json").json().get("paths");
    for (Route route : api.routes.all()) {
      String name = route.method() + " " + route.pattern();
      JsonNode operation =
          paths
              .get(route.pattern().replace("*}", "}"))
              .get(route.method().toLowerCase(java.util.Locale.ROOT));
      boolean changes = route.access() == Access.CHANGE;
      assertThat(operation.get("security").isEmpty()).as(name).isNotEqualTo(changes);
      assertThat(operation.get("responses").has("401")).as(name).isEqualTo(changes);
    }
  }
}
