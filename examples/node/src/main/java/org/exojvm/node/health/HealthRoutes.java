package org.exojvm.node.health;

import com.google.common.collect.ImmutableMap;
import java.nio.charset.StandardCharsets;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.Routes;
import org.exojvm.node.program.NodeAccess;

/** {@code GET /health}: 200 while the node serves its cluster, else 503 with the reasons. */
public final class HealthRoutes {

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final NodeAccess access;

  /** Creates the route of a node. */
  public HealthRoutes(NodeAccess access) {
    this.access = access;
  }

  /** Adds it. */
  public void addTo(Routes.Builder routes) {
    routes.get("/health", request -> reply(Health.of(access.node())));
  }

  private static Reply reply(Health health) {
    return new Reply.Full(
        health.isWell() ? OK : UNAVAILABLE,
        Reply.JSON,
        health.json().toString().getBytes(StandardCharsets.UTF_8),
        ImmutableMap.of("Cache-Control", "no-store"));
  }
}
