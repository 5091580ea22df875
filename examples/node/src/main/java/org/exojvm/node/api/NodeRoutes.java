package org.exojvm.node.api;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.Command.DrainNode;
import org.exojvm.core.command.Command.UndrainNode;
import org.exojvm.core.node.Durability;
import org.exojvm.node.http.ApiRequest;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.Routes;

/** Taking nodes out of service and back. */
final class NodeRoutes {

  private static final String DRAIN = "/node/{node_id}/drain";

  private final Commands commands;

  NodeRoutes(Commands commands) {
    this.commands = commands;
  }

  void addTo(Routes.Builder routes) {
    routes.post(DRAIN, this::drain).delete(DRAIN, this::undrain);
  }

  private Reply drain(ApiRequest request) throws Problem {
    JsonBody body = JsonBody.ofOptional(request);
    String reason = body.string("reason").orElse("");
    NodeId target = target(request);
    return carryOut(new DrainNode(commands.idFor(body), target, reason), target, true);
  }

  private Reply undrain(ApiRequest request) throws Problem {
    NodeId target = target(request);
    return carryOut(new UndrainNode(commands.freshId(), target), target, false);
  }

  private static NodeId target(ApiRequest request) throws Problem {
    NodeId target = NodeId.of(request.variable("node_id"));
    if (target.value().length() > Words.MAX_ID_CHARS) {
      throw Problem.notFound(
          "Node (%s) has never been here. Maybe it is called something else; list the nodes."
              .formatted(JsonBody.shown(target.value())));
    }
    return target;
  }

  private Reply carryOut(Command command, NodeId target, boolean drained) throws Problem {
    CommandId id = command.commandId();
    Durability durability = commands.carryOut(command);
    commands.settle(state -> state.drains().containsKey(target) == drained);
    return Answers.received(id, durability, ImmutableMap.of("node_id", target.value()));
  }
}
