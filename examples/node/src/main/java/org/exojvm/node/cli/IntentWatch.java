package org.exojvm.node.cli;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.exojvm.node.cli.client.Answer;
import org.exojvm.node.cli.client.ApiPath;
import org.exojvm.node.cli.client.EventFollower;
import org.exojvm.node.cli.client.Heard;
import org.exojvm.node.cli.client.Reconnects;
import org.exojvm.node.cli.view.ClusterFacts;
import org.exojvm.node.cli.view.IntentReport;
import org.exojvm.node.cli.view.Look;
import org.exojvm.node.cli.view.WatchedIntent;
import org.exojvm.node.terminal.LiveLines;
import org.exojvm.node.terminal.Text;
import org.jspecify.annotations.Nullable;

/**
 * Follows an intent until it serves. Events say when something happened, the node's explanation
 * says what it means; it is asked for once per burst of events.
 */
final class IntentWatch {

  /** Time after which the node is asked though nothing was heard. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

  /** Most events of one burst, so that a busy cluster does not keep the watch from telling. */
  private static final int MAX_BURST = 1_000;

  private final Session session;
  private final String id;
  private final Deadline deadline;
  private final LiveLines live;
  private final Set<String> stepsTold = new HashSet<>();
  private WatchedIntent watched;
  private @Nullable IntentReport told;
  private String toldJson = "";
  private int unanswered;

  IntentWatch(Session session, String id, Deadline deadline) {
    this.session = session;
    this.id = id;
    this.deadline = deadline;
    this.live = new LiveLines(session.screen());
    this.watched = WatchedIntent.nothing(id);
  }

  /** Returns when the intent serves, is gone, or the time is over. */
  Exit run() throws InterruptedException {
    try {
      while (true) {
        Answer state = session.client().get(ApiPath.of("state"));
        if (!(state instanceof Answer.Ok(var _, var body))) {
          return session.failed((Answer.Failure) state);
        }
        ClusterFacts cluster = new ClusterFacts(new Look(body));
        watched = WatchedIntent.of(id, cluster);
        Optional<Exit> exit = follow(cluster.lastIndex() + 1);
        if (exit.isPresent()) {
          return exit.get();
        }
      }
    } finally {
      live.erase();
    }
  }

  /** Returns how it ended, or nothing when events were missed and it is time to look anew. */
  private Optional<Exit> follow(long from) throws InterruptedException {
    try (EventFollower follower = new EventFollower(session.client(), from, Reconnects.DEFAULT)) {
      while (true) {
        Optional<Exit> exit = report();
        if (exit.isPresent()) {
          return exit;
        }
        Burst burst = new Burst(follower);
        while (!burst.isWorthATelling()) {
          if (deadline.isOver()) {
            return Optional.of(timedOut());
          }
          burst.hear();
        }
        if (burst.end != null) {
          live.erase();
          return Optional.of(session.failed(burst.end));
        }
        if (burst.missed) {
          return Optional.empty();
        }
      }
    }
  }

  private Exit timedOut() {
    live.erase();
    IntentReport last = told;
    session
        .screen()
        .complain(
            "Intent %s does not serve within the time given%s. Maybe give it more, or look: intent explain %s"
                .formatted(
                    Text.printable(id),
                    last == null ? "" : "; it is " + last.phase(),
                    Text.printable(id)));
    return Exit.TIMED_OUT;
  }

  /** Asks what it means and tells it; returns how the watch ends, if it does. */
  private Optional<Exit> report() {
    Answer answer = session.client().get(IntentCommand.path(id, "explain"));
    if (!(answer instanceof Answer.Ok(var text, var body))) {
      return unanswered((Answer.Failure) answer);
    }
    unanswered = 0;
    IntentReport report = IntentReport.of(new Look(body));
    if (session.json()) {
      if (!text.equals(toldJson)) {
        session.screen().say(text);
        toldJson = text;
      }
    } else {
      tell(report);
    }
    told = report;
    if (report.phase().equals(IntentReport.UNKNOWN)) {
      session.screen().complain(report.summary());
      return Optional.of(Exit.NOT_FOUND);
    }
    return report.isServing() ? Optional.of(Exit.DONE) : Optional.empty();
  }

  /** A node that is started anew just now is asked again: the stream of events waits for it too. */
  private Optional<Exit> unanswered(Answer.Failure why) {
    live.erase();
    unanswered++;
    if (told == null || !why.mayPass() || unanswered > Reconnects.DEFAULT.attempts()) {
      return Optional.of(session.failed(why));
    }
    session.screen().complain(why.sentence() + " Asking again.");
    return Optional.empty();
  }

  private void tell(IntentReport report) {
    IntentReport last = told;
    if (last == null || !last.phase().equals(report.phase())) {
      shown(report).forEach(live::keep);
      stepsTold.clear();
    } else if (!last.summary().equals(report.summary())) {
      Text.wrapped("    " + report.summary(), session.screen().width()).forEach(live::keep);
    }
    if (!session.screen().isTerminal() && last != null && !report.isServing()) {
      watched.steps().stream().filter(stepsTold::add).forEach(step -> live.keep("    " + step));
    }
    live.show(report.isServing() ? List.of() : watched.bars());
  }

  /** Where bars tell what each rank does, the details would only tell it once more. */
  private List<String> shown(IntentReport report) {
    boolean hasBars = session.screen().isTerminal() && !watched.bars().isEmpty();
    return hasBars && !report.phase().equals(IntentReport.FAILING)
        ? report.withoutDetails().lines(session.layout())
        : report.lines(session.layout());
  }

  /** What is heard between two tellings. */
  private final class Burst {

    private final EventFollower follower;
    private boolean touched;
    private boolean silent;
    private boolean missed;
    private int events;
    private Answer.@Nullable Failure end;

    Burst(EventFollower follower) {
      this.follower = follower;
    }

    /** Touched, and all has been heard that is there; or there is nothing to wait for. */
    boolean isWorthATelling() {
      return end != null || missed || silent || events >= MAX_BURST;
    }

    void hear() throws InterruptedException {
      Duration patience = touched ? Duration.ZERO : deadline.left(ASK_AGAIN);
      switch (follower.next(patience)) {
        case Heard.Event event -> {
          events++;
          if (watched.isTouchedBy(event.data())) {
            touched = true;
            Look.parse(event.data()).ifPresent(json -> watched = watched.after(json));
          }
        }
        case Heard.Missed _ -> missed = true;
        case Heard.Nothing _ -> silent = true;
        case Heard.Interruption(var why) -> {
          live.erase();
          session.screen().complain(why + " Connecting again.");
        }
        case Heard.End(var why) -> end = why;
      }
    }
  }
}
