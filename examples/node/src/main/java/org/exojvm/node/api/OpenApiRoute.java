package org.exojvm.node.api;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.Routes;

/** The document that says what every route of the program takes and answers. */
final class OpenApiRoute {

  private final Reply document;

  OpenApiRoute() {
    try {
      byte[] json =
          Resources.toByteArray(Resources.getResource(OpenApiRoute.class, "openapi.json"));
      this.document = new Reply.Full(200, Reply.JSON, json, ImmutableMap.of());
    } catch (IOException e) {
      throw new UncheckedIOException("The resource openapi.json cannot be read.", e);
    }
  }

  void addTo(Routes.Builder routes) {
    routes.get("/openapi.json", request -> document);
  }
}
