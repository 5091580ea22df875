package org.exojvm.node.cli;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.exojvm.node.cli.client.Answer;
import org.exojvm.node.cli.client.ApiPath;
import org.exojvm.node.cli.view.IntentReport;
import org.exojvm.node.cli.view.IntentView;
import org.exojvm.node.cli.view.Look;
import picocli.CommandLine.Command;

/** {@code intent list}. */
@Command(
    name = "list",
    description = "Lists all intents, and for those that do not serve, why.",
    footer = {"", "Examples:", "  intent list", "  intent list --json | jq keys"})
final class IntentListCommand extends NodeCommand {

  /** Most intents that are explained. More: the list takes longer than people wait. */
  private static final int MAX_EXPLAINED = 500;

  /** Explanations that are asked for at a time. */
  private static final int AT_A_TIME = 8;

  @Override
  Exit run(Session session) {
    Answer answer = session.client().get(ApiPath.of("meta_instances"));
    return session.show(
        answer, intents -> IntentView.list(intents, reports(session, intents), session.layout()));
  }

  private static ImmutableMap<String, IntentReport> reports(Session session, Look intents) {
    Map<String, CompletableFuture<Answer>> asked = new LinkedHashMap<>();
    try (ExecutorService askers = Executors.newFixedThreadPool(AT_A_TIME)) {
      intents.entries().keySet().stream()
          .limit(MAX_EXPLAINED)
          .forEach(
              id ->
                  asked.put(
                      id,
                      CompletableFuture.supplyAsync(
                          () -> session.client().get(IntentCommand.path(id, "explain")), askers)));
    }
    ImmutableMap.Builder<String, IntentReport> reports = ImmutableMap.builder();
    asked.forEach(
        (id, answer) -> {
          // An intent may be deleted meanwhile.
          if (answer.join() instanceof Answer.Ok(var _, var body)) {
            reports.put(id, IntentReport.of(new Look(body)));
          }
        });
    return reports.buildOrThrow();
  }
}
