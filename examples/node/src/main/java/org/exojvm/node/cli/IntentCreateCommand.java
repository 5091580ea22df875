package org.exojvm.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.exojvm.node.cli.client.Answer;
import org.exojvm.node.cli.client.ApiPath;
import org.exojvm.node.cli.view.Look;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code intent create}. */
@Command(
    name = "create",
    description = {
      "Declares that a model shall be served, and returns when the cluster has taken note.",
      "With --wait it returns when the model serves."
    },
    footer = {
      "",
      "Examples:",
      "  intent create mlx-community/Qwen3-0.6B-4bit",
      "  intent create mlx-community/Qwen3-0.6B-4bit --id chat --wait --timeout 10m",
      "  intent create mlx-community/Kimi-K2-Thinking --min-nodes 2 --forbid laptop",
      "The same id twice is the same intent: it is safe to ask again."
    })
final class IntentCreateCommand extends NodeCommand {

  @Parameters(index = "0", paramLabel = "MODEL", description = "Id of the model.")
  String model = "";

  @Option(names = "--id", paramLabel = "ID", description = "Id of the intent (default: a new one).")
  @Nullable String id;

  @Mixin WishOptions wishes;

  @Option(names = "--paused", description = "Place nothing until it is resumed.")
  boolean paused;

  @Option(names = "--wait", description = "Wait until it serves, as 'intent watch' does.")
  boolean wait;

  @Mixin Patience patience;

  @Override
  Exit run(Session session) throws MisuseException, InterruptedException {
    if (wait && paused) {
      throw new MisuseException(
          "A paused intent never serves, so --wait would not end. Maybe leave one of them out.");
    }
    @Nullable Duration timeout = patience.timeout;
    if (timeout != null && !wait) {
      throw new MisuseException("There is nothing to time out. Maybe add --wait.");
    }
    Deadline deadline = patience.deadline();
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("model_id", model);
    if (id != null) {
      body.put("meta_instance_id", id);
    }
    if (paused) {
      body.put("paused", true);
    }
    Answer.Failure why = wishes.addTo(body, session.client());
    if (why != null) {
      return session.failed(why);
    }
    Answer answer = session.client().post(ApiPath.of("meta_instance"), body);
    Exit exit = session.confirm(answer, this::declared);
    if (!wait || !(answer instanceof Answer.Ok(var _, var received))) {
      return exit;
    }
    String declared = new Look(received).at("meta_instance_id").raw().orElse("");
    return new IntentWatch(session, declared, deadline).run();
  }

  private String declared(Look received) {
    String name = received.at("meta_instance_id").text();
    return "Intent %s is declared.%s"
        .formatted(name, wait ? "" : " To follow it: intent watch " + name);
  }
}
