package org.exojvm.node.cli;

import java.time.Duration;
import java.util.Optional;
import org.exojvm.node.cli.client.Answer;
import org.exojvm.node.cli.client.ApiPath;
import org.exojvm.node.cli.client.EventFollower;
import org.exojvm.node.cli.client.Heard;
import org.exojvm.node.cli.client.Reconnects;
import org.exojvm.node.cli.view.ClusterFacts;
import org.exojvm.node.cli.view.EventView;
import org.exojvm.node.cli.view.Look;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code events}: what happens. */
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "What happens in the cluster.",
    subcommands = EventsCommand.Tail.class,
    footer = {"", "An example:", "  events tail --from 0"})
public final class EventsCommand {

  /** Made by picocli. */
  public EventsCommand() {}

  /** {@code events tail}. */
  @Command(
      name = "tail",
      description = {
        "Shows the latest events and those that follow, until Ctrl-C; what nodes tell of",
        "themselves once a second only with --all.",
        "With --json: {\"idx\":N,\"event\":{...}}, one per line, in the spelling of the wire, all."
      },
      footer = {
        "",
        "Examples:",
        "  events tail",
        "  events tail --from 0 --count 100",
        "  events tail --json | jq -c 'select(.event.InstanceCreated)'"
      })
  static final class Tail extends NodeCommand {

    /** Events before the present that are looked at; half a minute of two quiet nodes. */
    private static final int LATEST = 60;

    private static final Duration TURN = Duration.ofSeconds(5);

    @Option(
        names = "--from",
        paramLabel = "IDX",
        description = "Begin with the event of this index (default: the sixtieth from the end).")
    @Nullable Long from;

    @Option(names = "--count", paramLabel = "N", description = "End after so many events.")
    @Nullable Long count;

    @Option(names = "--all", description = "Show also what nodes tell of themselves all the time.")
    boolean all;

    @Mixin Patience patience;

    private long shown;

    @Override
    Exit run(Session session) throws MisuseException, InterruptedException {
      if ((from != null && from < 0) || (count != null && count < 1)) {
        throw new MisuseException(
            "--from is 0 or more, and --count 1 or more. Maybe leave them out.");
      }
      Deadline deadline = patience.deadline();
      if (from != null) {
        return follow(session, from, deadline);
      }
      return switch (session.client().get(ApiPath.of("state"))) {
        case Answer.Failure why -> session.failed(why);
        case Answer.Ok(var _, var body) -> {
          long next = new ClusterFacts(new Look(body)).lastIndex() + 1;
          yield follow(session, Math.max(0, next - LATEST), deadline);
        }
      };
    }

    private Exit follow(Session session, long start, Deadline deadline)
        throws InterruptedException {
      try (EventFollower follower =
          new EventFollower(session.client(), start, Reconnects.DEFAULT)) {
        while (!deadline.isOver()) {
          switch (follower.next(deadline.left(TURN))) {
            case Heard.Event event -> {
              if (show(session, event) && count != null && ++shown >= count) {
                return Exit.DONE;
              }
            }
            case Heard.Nothing _ -> {
              // The deadline is looked at above.
            }
            case Heard.Missed(var resume) ->
                session
                    .screen()
                    .complain(
                        "Events before %d were missed. Going on from there.".formatted(resume));
            case Heard.Interruption(var why) ->
                session
                    .screen()
                    .complain(why + " Connecting again from " + follower.next() + " on.");
            case Heard.End(var why) -> {
              return session.failed(why);
            }
          }
        }
      }
      return Exit.TIMED_OUT;
    }

    /** Returns whether it was shown. */
    private boolean show(Session session, Heard.Event event) {
      if (session.json()) {
        session.screen().say("{\"idx\":%d,\"event\":%s}".formatted(event.idx(), event.data()));
        return true;
      }
      Optional<Look> wanted =
          Look.parse(event.data()).filter(look -> all || !EventView.isHeartbeat(look));
      wanted.ifPresent(
          look -> session.screen().say(EventView.line(event.idx(), look, session.layout())));
      return wanted.isPresent();
    }
  }
}
