package org.exojvm.node.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exojvm.node.cli.client.Answer;
import org.exojvm.node.cli.client.ApiPath;
import org.exojvm.node.cli.view.ClusterFacts;
import org.exojvm.node.cli.view.Look;
import org.exojvm.node.cli.view.ModelView;
import org.exojvm.node.terminal.Text;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code models}: the catalogue, and what is on disks. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "The models that can be served, and which nodes have them on disk.",
    subcommands = {
      ModelsCommand.Catalogue.class,
      ModelsCommand.Add.class,
      ModelsCommand.Download.class,
      ModelsCommand.Downloads.class,
      ModelsCommand.Cancel.class,
      ModelsCommand.Delete.class
    },
    footer = {
      "",
      "An example:",
      "  models list qwen",
      "  models download mlx-community/Qwen3-0.6B-4bit --on studio-1 --wait"
    })
public final class ModelsCommand {

  /** Made by picocli. */
  public ModelsCommand() {}

  /** {@code models list}. */
  @Command(
      name = "list",
      description = "Lists the models of the catalogue.",
      footer = {"", "Examples:", "  models list", "  models list qwen", "  models list --json"})
  static final class Catalogue extends NodeCommand {
    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "TEXT",
        defaultValue = "",
        description = "Only models whose id or family holds this text (not with --json).")
    String text = "";

    @Override
    Exit run(Session session) {
      return session.show(
          session.client().get(ApiPath.of("models")),
          body -> ModelView.list(body, text, session.layout()));
    }
  }

  /** {@code models add}. */
  @Command(
      name = "add",
      description = "Adds a model card to the catalogue of the node.",
      footer = {
        "",
        "Examples:",
        "  models add card.json",
        "  generate-card | models add -",
        "A card says at least: model_id, storage_size, n_layers, hidden_size, supports_tensor,"
            + " tasks."
      })
  static final class Add extends NodeCommand {

    /** As strict as the node, which is sent what was understood and not the text itself. */
    private static final JsonMapper CARDS =
        JsonMapper.builder(
                JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Largest card that is read. */
    private static final int MAX_BYTES = 1 << 20;

    @Parameters(index = "0", paramLabel = "FILE", description = "A JSON file, or - for the input.")
    String file = "";

    @Override
    Exit run(Session session) throws MisuseException {
      return session.confirm(
          session.client().post(ApiPath.of("models", "add"), card()),
          body -> "Model %s is in the catalogue.".formatted(body.at("id").text()));
    }

    private JsonNode card() throws MisuseException {
      byte[] bytes;
      try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
        bytes = in.readNBytes(MAX_BYTES + 1);
      } catch (IOException e) {
        throw new MisuseException(
            "The model card %s cannot be read: %s. Maybe give another file.".formatted(file, e));
      }
      if (bytes.length > MAX_BYTES) {
        throw new MisuseException(
            "The model card %s has more than %d bytes. Maybe it is another file."
                .formatted(file, MAX_BYTES));
      }
      try {
        JsonNode card = CARDS.readTree(bytes);
        if (!card.isObject()) {
          throw new MisuseException(
              "The model card %s is no JSON object. Maybe it is another file.".formatted(file));
        }
        return card;
      } catch (JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        throw new MisuseException(
            "The model card %s is not JSON, or has a field twice%s. Maybe look at it with 'jq .'."
                .formatted(file, at == null ? "" : " (line %d)".formatted(at.getLineNr())));
      } catch (IOException e) {
        throw new IllegalStateException("Bytes in memory can be read.", e);
      }
    }
  }

  /** A command about a model on a node. */
  abstract static class OnNode extends NodeCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "Id of the model.")
    String model = "";

    @Option(
        names = "--on",
        paramLabel = "NODE",
        description = "Id or name of the node (default: the one that is asked).")
    @Nullable String on;

    abstract Exit run(Session session, String nodeId) throws MisuseException, InterruptedException;

    @Override
    final Exit run(Session session) throws MisuseException, InterruptedException {
      if (on == null) {
        return switch (session.client().get(ApiPath.of("node_id"))) {
          case Answer.Failure why -> session.failed(why);
          case Answer.Ok(var _, var id) -> run(session, id.asText());
        };
      }
      return switch (NodeIds.of(session.client(), List.of(on))) {
        case NodeIds.Failed(var why) -> session.failed(why);
        case NodeIds.Found(var ids) -> run(session, ids.getFirst());
      };
    }
  }

  /** {@code models download}. */
  @Command(
      name = "download",
      description = {
        "Has a node fetch a model to its disk, before an intent needs it.",
        "With --wait it shows how far it is and returns when it is complete."
      },
      footer = {
        "",
        "Examples:",
        "  models download mlx-community/Qwen3-0.6B-4bit",
        "  models download mlx-community/Qwen3-0.6B-4bit --on studio-1 --wait"
      })
  static final class Download extends OnNode {
    @Option(names = "--wait", description = "Wait until it is complete.")
    boolean wait;

    @Mixin Patience patience;

    @Override
    Exit run(Session session, String nodeId) throws MisuseException, InterruptedException {
      if (patience.timeout != null && !wait) {
        throw new MisuseException("There is nothing to time out. Maybe add --wait.");
      }
      Deadline deadline = patience.deadline();
      ObjectNode body =
          JsonNodeFactory.instance
              .objectNode()
              .put("target_node_id", nodeId)
              .put("model_id", model);
      Answer before = session.client().get(ApiPath.of("state"));
      if (!(before instanceof Answer.Ok(var _, var state))) {
        return session.failed((Answer.Failure) before);
      }
      Exit exit =
          session.confirm(
              session.client().post(ApiPath.of("download", "start"), body),
              received ->
                  "Node %s is asked for %s."
                      .formatted(Text.printable(nodeId), Text.printable(model)));
      return exit == Exit.DONE && wait
          ? new DownloadWatch(session, nodeId, model, deadline)
              .run(new ClusterFacts(new Look(state)))
          : exit;
    }
  }

  /** {@code models downloads}. */
  @Command(
      name = "downloads",
      description = {"Lists which nodes have which models, and how far downloads are."},
      footer = {"", "An example:", "  models downloads"})
  static final class Downloads extends NodeCommand {
    @Override
    Exit run(Session session) {
      return session.show(
          session.client().get(ApiPath.of(session.json() ? "download" : "state")),
          body -> {
            ClusterFacts cluster = new ClusterFacts(body);
            return ModelView.downloads(cluster.downloads(), cluster, session.layout());
          });
    }
  }

  /** {@code models cancel}. */
  @Command(
      name = "cancel",
      description = "Stops a download. What is on the disk stays.",
      footer = {"", "An example:", "  models cancel mlx-community/Qwen3-0.6B-4bit --on studio-1"})
  static final class Cancel extends OnNode {
    @Override
    Exit run(Session session, String nodeId) {
      ObjectNode body =
          JsonNodeFactory.instance
              .objectNode()
              .put("target_node_id", nodeId)
              .put("model_id", model);
      return session.confirm(
          session.client().post(ApiPath.of("download", "cancel"), body),
          received ->
              "Node %s is asked to stop fetching %s."
                  .formatted(Text.printable(nodeId), Text.printable(model)));
    }
  }

  /** {@code models delete}. */
  @Command(
      name = "delete",
      description = "Deletes a model from the disk of a node.",
      footer = {"", "An example:", "  models delete mlx-community/Qwen3-0.6B-4bit --on studio-1"})
  static final class Delete extends OnNode {
    @Override
    Exit run(Session session, String nodeId) {
      return session.confirm(
          session.client().delete(ApiPath.of("download", nodeId, model)),
          body ->
              "Node %s is asked to delete %s."
                  .formatted(Text.printable(nodeId), Text.printable(model)));
    }
  }
}
