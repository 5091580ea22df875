package org.exojvm.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import org.exojvm.node.cli.client.Answer;
import org.exojvm.node.cli.client.ApiPath;
import org.exojvm.node.cli.view.IntentReport;
import org.exojvm.node.cli.view.IntentView;
import org.exojvm.node.cli.view.Look;
import org.exojvm.node.terminal.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code intent}: what is wanted of the cluster. */
@Command(
    name = "intent",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "What is wanted of the cluster.",
      "",
      "An intent says that a model shall be served. The cluster places it, brings it up, and places"
          + " it anew when something fails, until the intent is deleted.",
      ""
    },
    subcommands = {
      IntentCreateCommand.class,
      IntentListCommand.class,
      IntentCommand.Get.class,
      IntentEditCommand.class,
      IntentCommand.Delete.class,
      IntentCommand.Watch.class,
      IntentCommand.Explain.class,
      IntentCommand.Pause.class,
      IntentCommand.Resume.class
    },
    footer = {
      "",
      "An example:",
      "  intent create mlx-community/Qwen3-0.6B-4bit --id chat --wait",
      "  intent list",
      "  intent delete chat"
    })
public final class IntentCommand {

  /** Made by picocli. */
  public IntentCommand() {}

  static ApiPath path(String id, String... further) {
    return ApiPath.of(
        ImmutableList.<String>builder()
            .add("meta_instance", id)
            .add(further)
            .build()
            .toArray(String[]::new));
  }

  /** A command about one intent. */
  abstract static class OfOne extends NodeCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "Id of the intent.")
    String id = "";

    Exit patch(Session session, ObjectNode body, String done) {
      return session.confirm(
          session.client().patch(path(id), body),
          intent -> "Intent %s %s.".formatted(Text.printable(id), done));
    }
  }

  /** {@code intent get}. */
  @Command(
      name = "get",
      description = "Shows an intent: what it asks for and where it stands.",
      footer = {"", "An example:", "  intent get chat", "  intent get chat --json"})
  static final class Get extends OfOne {
    @Override
    Exit run(Session session) {
      Answer intent = session.client().get(path(id));
      if (session.json() || !(intent instanceof Answer.Ok)) {
        return session.show(intent, body -> ImmutableList.of());
      }
      return switch (session.client().get(path(id, "explain"))) {
        case Answer.Failure failure -> session.failed(failure);
        case Answer.Ok(var _, var report) ->
            session.show(
                intent,
                body -> IntentView.one(body, IntentReport.of(new Look(report)), session.layout()));
      };
    }
  }

  /** {@code intent delete}. */
  @Command(
      name = "delete",
      description = "Withdraws an intent: its instances are stopped, their requests cancelled.",
      footer = {"", "An example:", "  intent delete chat"})
  static final class Delete extends OfOne {
    @Override
    Exit run(Session session) {
      return session.confirm(
          session.client().delete(path(id)),
          body -> "Intent %s is deleted.".formatted(Text.printable(id)));
    }
  }

  /** {@code intent watch}. */
  @Command(
      name = "watch",
      description = {
        "Follows an intent until it serves, and shows each phase, with bars at a terminal.",
        "Ctrl-C ends the watch and changes nothing."
      },
      footer = {
        "",
        "An example:",
        "  intent watch chat",
        "  intent watch chat --timeout 10m && echo ready",
        "With --json: each explanation that differs from the one before, one per line."
      })
  static final class Watch extends OfOne {
    @Mixin Patience patience;

    @Override
    Exit run(Session session) throws InterruptedException {
      return new IntentWatch(session, id, patience.deadline()).run();
    }
  }

  /** {@code intent explain}. */
  @Command(
      name = "explain",
      description = {
        "Says why an intent is as it is: what it waits for, what each rank does, what failed.",
        "What would make it fit on described clusters is told by the command 'explain'."
      },
      footer = {"", "An example:", "  intent explain chat"})
  static final class Explain extends OfOne {
    @Override
    Exit run(Session session) {
      return session.show(
          session.client().get(path(id, "explain")),
          body -> IntentReport.of(body).lines(session.layout()));
    }
  }

  /** {@code intent pause}. */
  @Command(
      name = "pause",
      description = "Stops what backs an intent, and places nothing for it until it is resumed.",
      footer = {"", "An example:", "  intent pause chat"})
  static final class Pause extends OfOne {
    @Override
    Exit run(Session session) {
      return patch(session, JsonNodeFactory.instance.objectNode().put("paused", true), "is paused");
    }
  }

  /** {@code intent resume}. */
  @Command(
      name = "resume",
      description = "Ends the pause of an intent: it is placed again.",
      footer = {"", "An example:", "  intent resume chat"})
  static final class Resume extends OfOne {
    @Override
    Exit run(Session session) {
      return patch(
          session, JsonNodeFactory.instance.objectNode().put("paused", false), "is resumed");
    }
  }
}
