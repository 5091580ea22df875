package org.exojvm.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.exojvm.node.cli.client.Answer;
import org.exojvm.node.cli.client.ApiPath;
import org.exojvm.node.cli.view.ClusterFacts;
import org.exojvm.node.cli.view.ClusterView;
import org.exojvm.node.cli.view.Look;
import org.exojvm.node.terminal.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cluster}: the nodes. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "The nodes, how they reach each other, and taking them out of service.",
    subcommands = {
      ClusterCommand.Status.class,
      ClusterCommand.Links.class,
      ClusterCommand.Drain.class,
      ClusterCommand.Undrain.class
    },
    footer = {
      "",
      "An example:",
      "  cluster status",
      "  cluster drain studio-2 --reason 'new memory'",
      "  cluster undrain studio-2"
    })
public final class ClusterCommand {

  /** Made by picocli. */
  public ClusterCommand() {}

  /** {@code cluster status}. */
  @Command(
      name = "status",
      description = {
        "Lists the nodes: memory, disk, who is master, what is drained.",
        "With --json: the whole State."
      },
      footer = {"", "Examples:", "  cluster status", "  cluster status --json | jq .nodeMemory"})
  static final class Status extends NodeCommand {
    @Override
    Exit run(Session session) {
      Answer state = session.client().get(ApiPath.of("state"));
      if (session.json() || !(state instanceof Answer.Ok)) {
        return session.show(state, body -> Text.wrapped("", 1));
      }
      return switch (session.client().get(ApiPath.of("node_id"))) {
        case Answer.Failure why -> session.failed(why);
        case Answer.Ok(var _, var asked) ->
            session.show(
                state,
                body ->
                    ClusterView.status(
                        new ClusterFacts(body),
                        new Look(asked).raw().orElse(""),
                        session.layout()));
      };
    }
  }

  /** {@code cluster topology}. */
  @Command(
      name = "topology",
      description = {
        "Lists the links between nodes. With --json: the field 'topology' of the State."
      },
      footer = {"", "An example:", "  cluster topology"})
  static final class Links extends NodeCommand {
    @Override
    Exit run(Session session) {
      Answer state = session.client().get(ApiPath.of("state"));
      if (session.json() && state instanceof Answer.Ok ok) {
        session.screen().say(ok.json().path("topology").toString());
        return Exit.DONE;
      }
      return session.show(
          state, body -> ClusterView.topology(new ClusterFacts(body), session.layout()));
    }
  }

  /** A command about one node. */
  abstract static class OfOne extends NodeCommand {
    @Parameters(index = "0", paramLabel = "NODE", description = "Id or name of the node.")
    String node = "";

    abstract Exit run(Session session, String id);

    @Override
    final Exit run(Session session) throws MisuseException {
      return switch (NodeIds.of(session.client(), List.of(node))) {
        case NodeIds.Failed(var why) -> session.failed(why);
        case NodeIds.Found(var ids) -> run(session, ids.getFirst());
      };
    }
  }

  /** {@code cluster drain}. */
  @Command(
      name = "drain",
      description = {
        "Takes a node out of service: nothing new is placed on it, and what runs there is moved as",
        "far as others have room."
      },
      footer = {"", "An example:", "  cluster drain studio-2 --reason 'new memory'"})
  static final class Drain extends OfOne {
    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        defaultValue = "drained from the command line",
        description = "Why, for whoever looks (default: ${DEFAULT-VALUE}).")
    String reason = "";

    @Override
    Exit run(Session session, String id) {
      return session.confirm(
          session
              .client()
              .post(
                  ApiPath.of("node", id, "drain"),
                  JsonNodeFactory.instance.objectNode().put("reason", reason)),
          body -> "Node %s is drained.".formatted(Text.printable(id)));
    }
  }

  /** {@code cluster undrain}. */
  @Command(
      name = "undrain",
      description = "Takes a node into service again.",
      footer = {"", "An example:", "  cluster undrain studio-2"})
  static final class Undrain extends OfOne {
    @Override
    Exit run(Session session, String id) {
      return session.confirm(
          session.client().delete(ApiPath.of("node", id, "drain")),
          body -> "Node %s is in service.".formatted(Text.printable(id)));
    }
  }
}
