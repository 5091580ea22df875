package org.exojvm.node.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.exojvm.node.cli.client.Answer;
import org.exojvm.node.cli.client.ApiPath;
import org.exojvm.node.cli.client.EventFollower;
import org.exojvm.node.cli.client.Heard;
import org.exojvm.node.cli.client.Reconnects;
import org.exojvm.node.cli.view.ClusterFacts;
import org.exojvm.node.cli.view.DownloadFacts;
import org.exojvm.node.cli.view.DownloadFacts.Phase;
import org.exojvm.node.cli.view.Look;
import org.exojvm.node.terminal.LiveLines;
import org.exojvm.node.terminal.Text;

/** Follows the download of a model by a node until it is complete or has failed. */
final class DownloadWatch {

  private static final int BAR = 30;
  private static final Duration TURN = Duration.ofSeconds(5);

  private final Session session;
  private final String node;
  private final String model;
  private final Deadline deadline;
  private final LiveLines live;
  private String name = "";
  private int tenthsTold = -1;

  DownloadWatch(Session session, String node, String model, Deadline deadline) {
    this.session = session;
    this.node = node;
    this.model = model;
    this.deadline = deadline;
    this.live = new LiveLines(session.screen());
  }

  /**
   * Returns when it is complete or has failed, or the time is over.
   *
   * @param before the cluster before the download was asked for: an earlier failure does not count
   */
  Exit run(ClusterFacts before) throws InterruptedException {
    name = before.name(node);
    try {
      Optional<Exit> exit =
          of(before).filter(download -> download.phase() == Phase.COMPLETED).flatMap(this::tell);
      ClusterFacts cluster = before;
      while (exit.isEmpty()) {
        exit = follow(cluster.lastIndex() + 1);
        if (exit.isEmpty()) {
          Answer state = session.client().get(ApiPath.of("state"));
          if (!(state instanceof Answer.Ok(var _, var body))) {
            return session.failed((Answer.Failure) state);
          }
          cluster = new ClusterFacts(new Look(body));
          exit = of(cluster).flatMap(this::tell);
        }
      }
      return exit.get();
    } finally {
      live.erase();
    }
  }

  private Optional<DownloadFacts> of(ClusterFacts cluster) {
    return cluster.downloads().stream().filter(this::isOurs).reduce((_, latest) -> latest);
  }

  /** Returns how it ended, or nothing when events were missed and it is time to look anew. */
  private Optional<Exit> follow(long from) throws InterruptedException {
    try (EventFollower follower = new EventFollower(session.client(), from, Reconnects.DEFAULT)) {
      while (!deadline.isOver()) {
        switch (follower.next(deadline.left(TURN))) {
          case Heard.Event(var _, var _, var data) -> {
            Optional<Exit> exit = Look.parse(data).flatMap(this::progress);
            if (exit.isPresent()) {
              return exit;
            }
          }
          case Heard.Missed _ -> {
            return Optional.empty();
          }
          case Heard.Nothing _ -> {
            // The deadline is looked at above.
          }
          case Heard.Interruption(var why) -> {
            live.erase();
            session.screen().complain(why + " Connecting again.");
          }
          case Heard.End(var why) -> {
            live.erase();
            return Optional.of(session.failed(why));
          }
        }
      }
    }
    live.erase();
    session
        .screen()
        .complain(
            "Node %s does not have %s within the time given. Maybe give it more; it goes on fetching."
                .formatted(name, Text.printable(model)));
    return Optional.of(Exit.TIMED_OUT);
  }

  private Optional<Exit> progress(Look event) {
    if (!event.tag().equals("NodeDownloadProgress")) {
      return Optional.empty();
    }
    DownloadFacts download = DownloadFacts.of(event.tagged().at("download_progress"));
    return isOurs(download) ? tell(download) : Optional.empty();
  }

  private boolean isOurs(DownloadFacts download) {
    return download.node().equals(node) && download.model().equals(model);
  }

  private Optional<Exit> tell(DownloadFacts download) {
    String line = "%s: %s".formatted(name, download.told());
    return switch (download.phase()) {
      case COMPLETED -> {
        live.erase();
        live.keep(line);
        yield Optional.of(Exit.DONE);
      }
      case FAILED -> {
        live.erase();
        session.screen().complain(line);
        yield Optional.of(Exit.FAILED);
      }
      case PENDING, ONGOING, OTHER -> {
        live.show(List.of(Text.bar(download.fraction(), BAR) + " " + line));
        int tenths = (int) Math.floor(10 * download.fraction());
        if (!session.screen().isTerminal() && tenths > tenthsTold) {
          live.keep(line);
          tenthsTold = tenths;
        }
        yield Optional.empty();
      }
    };
  }
}
