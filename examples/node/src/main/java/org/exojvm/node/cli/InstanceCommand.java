package org.exojvm.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.exojvm.node.cli.client.Answer;
import org.exojvm.node.cli.client.ApiPath;
import org.exojvm.node.cli.view.ClusterFacts;
import org.exojvm.node.cli.view.InstanceView;
import org.exojvm.node.cli.view.Look;
import org.exojvm.node.terminal.SplitOptions;
import org.exojvm.node.terminal.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code instance}: what has been placed. */
@Command(
    name = "instance",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "What has been placed, and what could be.",
      "",
      "An instance is a model on nodes. Intents make instances and replace them; one that is"
          + " placed here belongs to no intent, and nobody replaces it.",
      ""
    },
    subcommands = {
      InstanceCommand.All.class,
      InstanceCommand.Previews.class,
      InstanceCommand.Place.class,
      InstanceCommand.Delete.class
    },
    footer = {
      "",
      "An example:",
      "  instance previews mlx-community/Qwen3-0.6B-4bit",
      "  instance list"
    })
public final class InstanceCommand {

  /** Made by picocli. */
  public InstanceCommand() {}

  /** {@code instance list}. */
  @Command(
      name = "list",
      description = {
        "Lists all instances: the intents they back, and how many of their runners serve.",
        "With --json: the field 'instances' of the State, by id."
      },
      footer = {"", "An example:", "  instance list"})
  static final class All extends NodeCommand {
    @Override
    Exit run(Session session) {
      Answer answer = session.client().get(ApiPath.of("state"));
      if (session.json() && answer instanceof Answer.Ok ok) {
        session.screen().say(ok.json().path("instances").toString());
        return Exit.DONE;
      }
      return session.show(
          answer, body -> InstanceView.list(new ClusterFacts(body), session.layout()));
    }
  }

  /** {@code instance previews}. */
  @Command(
      name = "previews",
      description = {
        "Lists how a model could be placed: for each sharding, back end and number of nodes what",
        "each node would give, or why it cannot be."
      },
      footer = {
        "",
        "Examples:",
        "  instance previews mlx-community/Qwen3-0.6B-4bit",
        "  instance previews mlx-community/Qwen3-0.6B-4bit --on studio-1 --on studio-2"
      })
  static final class Previews extends NodeCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "Id of the model.")
    String model = "";

    @Option(
        names = "--on",
        paramLabel = "NODE",
        description = "Only on these nodes, by id or by name. May be repeated.")
    List<String> on = List.of();

    @Override
    Exit run(Session session) throws MisuseException {
      return switch (NodeIds.of(session.client(), on)) {
        case NodeIds.Failed(var why) -> session.failed(why);
        case NodeIds.Found(var ids) -> {
          ApiPath path = ApiPath.of("instance", "previews").with("model_id", model);
          for (String id : ids) {
            path = path.with("node_ids", id);
          }
          yield session.show(
              session.client().get(path),
              body -> InstanceView.previews(body, session.cluster(), session.layout()));
        }
      };
    }
  }

  /** {@code instance place}. */
  @Command(
      name = "place",
      description = {
        "Places a model at once and for no intent, or with --dry-run says what would be placed.",
        "It is refused when it cannot work now; an intent would wait instead."
      },
      footer = {
        "",
        "Examples:",
        "  instance place mlx-community/Qwen3-0.6B-4bit --dry-run",
        "  instance place mlx-community/Qwen3-0.6B-4bit --min-nodes 2"
      })
  static final class Place extends NodeCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "Id of the model.")
    String model = "";

    @Mixin SplitOptions split = new SplitOptions();

    @Option(
        names = "--min-nodes",
        paramLabel = "N",
        defaultValue = "1",
        description = "Least number of nodes (default: ${DEFAULT-VALUE}).")
    int minNodes = 1;

    @Option(names = "--dry-run", description = "Only say what would be placed.")
    boolean dryRun;

    @Override
    Exit run(Session session) {
      if (dryRun) {
        ApiPath path =
            ApiPath.of("instance", "placement")
                .with("model_id", model)
                .with("sharding", split.sharding().wireName())
                .with("instance_meta", split.instanceMeta().wireName())
                .with("min_nodes", Integer.toString(minNodes));
        return session.show(
            session.client().get(path),
            body -> InstanceView.placement(body, session.cluster(), session.layout()));
      }
      ObjectNode body =
          JsonNodeFactory.instance
              .objectNode()
              .put("model_id", model)
              .put("sharding", split.sharding().wireName())
              .put("instance_meta", split.instanceMeta().wireName())
              .put("min_nodes", minNodes);
      return session.confirm(
          session.client().post(ApiPath.of("place_instance"), body), Place::placed);
    }

    private static String placed(Look body) {
      Look id = body.at("instance_id");
      return id.isThere()
          ? "Instance %s is placed.".formatted(id.text())
          : "It is placed. To see it: instance list";
    }
  }

  /** {@code instance delete}. */
  @Command(
      name = "delete",
      description = {
        "Stops an instance and deletes it.",
        "One that backs an intent is refused: it would be placed anew. Delete the intent instead."
      },
      footer = {"", "An example:", "  instance delete 5f0c1d9e"})
  static final class Delete extends NodeCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "Id of the instance.")
    String id = "";

    @Override
    Exit run(Session session) {
      return session.confirm(
          session.client().delete(ApiPath.of("instance", id)),
          body -> "Instance %s is deleted.".formatted(Text.printable(id)));
    }
  }
}
