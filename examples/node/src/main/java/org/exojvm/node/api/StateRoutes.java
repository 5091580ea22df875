package org.exojvm.node.api;

import com.fasterxml.jackson.databind.node.TextNode;
import org.exojvm.core.node.ExoNode;
import org.exojvm.node.http.ApiRequest;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.Routes;

/** What the cluster is: the id of this node, State, events. */
final class StateRoutes {

  private final ExoNode node;
  private final EncodedState encoded;

  StateRoutes(ExoNode node) {
    this.node = node;
    this.encoded = new EncodedState(node::state);
  }

  void addTo(Routes.Builder routes) {
    routes
        .get("/node_id", request -> Reply.json(200, TextNode.valueOf(node.id().value())))
        .get("/state", request -> encoded.reply())
        .get("/events", this::events);
  }

  private Reply events(ApiRequest request) throws Problem {
    return new EventArray(node, Query.of(request)).reply();
  }
}
