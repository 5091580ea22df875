package org.exojvm.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import java.util.Iterator;
import java.util.List;
import org.exojvm.node.cli.client.Answer;
import org.exojvm.node.terminal.Text;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intent edit}. */
@Command(
    name = "edit",
    description = {
      "Changes what an intent asks for; what is not given stays as it is.",
      "Instances that fit no more are replaced."
    },
    footer = {
      "",
      "Examples:",
      "  intent edit chat --min-nodes 2",
      "  intent edit chat --require studio-1 --require studio-2",
      "  intent edit chat --clear require --clear max-nodes",
      "With --generation the edit is refused when somebody else has edited meanwhile."
    })
final class IntentEditCommand extends IntentCommand.OfOne {

  private static final ImmutableMap<String, String> CLEARABLE =
      ImmutableMap.of(
          "require", "node_ids",
          "prefer", "preferred_node_ids",
          "forbid", "forbidden_node_ids",
          "max-nodes", "max_nodes",
          "strategy", "strategy",
          "preference", "preference",
          "context", "context_tokens",
          "concurrency", "concurrency");

  /** What may be cleared, for shells that complete it; made by picocli. */
  static final class Clearable implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return CLEARABLE.keySet().iterator();
    }
  }

  @Mixin WishOptions wishes;

  @Option(
      names = "--clear",
      paramLabel = "OPTION",
      completionCandidates = Clearable.class,
      description =
          "Take back what was given with this option: require, prefer, forbid, max-nodes, strategy,"
              + " preference, context or concurrency. May be repeated.")
  List<String> clear = List.of();

  @Option(
      names = "--generation",
      paramLabel = "N",
      description = "Edit only if the intent is at this generation; see 'intent get'.")
  @Nullable Long generation;

  @Override
  Exit run(Session session) throws MisuseException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    Answer.Failure why = wishes.addTo(body, session.client());
    if (why != null) {
      return session.failed(why);
    }
    for (String option : clear) {
      String name = option.startsWith("--") ? option.substring(2) : option;
      String field = CLEARABLE.get(name);
      if (field == null) {
        throw new MisuseException(
            "--clear %s: only these can be taken back: %s."
                .formatted(option, String.join(", ", CLEARABLE.keySet())));
      }
      if (body.has(field)) {
        throw new MisuseException(
            "--clear %s contradicts --%s. Maybe leave one of them out.".formatted(name, name));
      }
      body.putNull(field);
    }
    if (body.isEmpty()) {
      throw new MisuseException("Nothing would change. Maybe add --min-nodes or another option.");
    }
    if (generation != null) {
      body.put("expected_generation", generation);
    }
    return session.confirm(
        session.client().patch(IntentCommand.path(id), body),
        intent ->
            "Intent %s is at generation %d now."
                .formatted(Text.printable(id), intent.at("generation").number(0)));
  }
}
