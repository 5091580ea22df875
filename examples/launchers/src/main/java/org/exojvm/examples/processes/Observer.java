package org.exojvm.examples.processes;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.exojvm.node.cli.client.Answer;
import org.exojvm.node.cli.client.ApiClient;
import org.exojvm.node.cli.client.ApiPath;
import org.exojvm.node.cli.client.EventFollower;
import org.exojvm.node.cli.client.Heard;
import org.exojvm.node.cli.client.NodeAddress;
import org.exojvm.node.cli.client.Reconnects;
import org.exojvm.node.cli.view.ClusterFacts;
import org.exojvm.node.cli.view.Look;

/**
 * Follows a cluster at one node: its stream of events says when to look, its State what there is to
 * see, and every change is told. Belongs to one thread.
 */
final class Observer implements AutoCloseable {

  /** Longest wait for anything; on a machine that does nothing else the longest takes seconds. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Time after which it looks though nothing was heard. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** Most events of one burst, so that a busy cluster does not keep it from looking. */
  private static final int MAX_BURST = 1_000;

  private final String intent;
  private final ProcessCluster cluster;
  private final TimeLine timeLine;
  private final ApiClient client;
  private final EventFollower events;
  private View view;

  /**
   * Begins to follow at the API of a node.
   *
   * @param seen what was told already
   */
  Observer(String url, String intent, View seen, ProcessCluster cluster, TimeLine timeLine) {
    this.view = seen;
    this.intent = intent;
    this.cluster = cluster;
    this.timeLine = timeLine;
    this.client = new ApiClient(NodeAddress.parse(url), Optional.empty());
    this.events = new EventFollower(client, 0, Reconnects.DEFAULT);
  }

  /** Returns what was seen last. */
  View view() {
    return view;
  }

  /** Returns what asks the node. */
  ApiClient client() {
    return client;
  }

  /**
   * Waits until the cluster looks as wanted, and tells what changes meanwhile.
   *
   * @param what what is waited for, for a message
   * @throws ProcessException when it does not in time, or a process ends by itself
   */
  View await(String what, Predicate<View> goal) throws ProcessException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      look();
      if (goal.test(view)) {
        return view;
      }
      cluster.requireAlive();
      if (System.nanoTime() - deadline >= 0) {
        throw new ProcessException(
            "%s: not within %d s. The node at %s shows %s.%s"
                .formatted(what, PATIENCE.toSeconds(), client.address(), view, cluster.tails()));
      }
      hear();
    }
  }

  private void look() throws ProcessException {
    switch (client.get(ApiPath.of("state"))) {
      case Answer.Ok(var _, var body) -> {
        View now = View.of(new ClusterFacts(new Look(body)), intent);
        Changes.between(view, now).forEach(timeLine::tell);
        view = now;
      }
      case Answer.Failure failure -> throw new ProcessException(failure.sentence());
    }
  }

  /** Returns when something was heard and nothing more waits, or nothing was for a while. */
  private void hear() throws ProcessException, InterruptedException {
    Duration patience = LOOK_AGAIN;
    for (int i = 0; i < MAX_BURST; i++) {
      switch (events.next(patience)) {
        case Heard.Event _ -> patience = Duration.ZERO;
        case Heard.Missed _, Heard.Nothing _, Heard.Interruption _ -> {
          return;
        }
        case Heard.End(var why) -> throw new ProcessException(why.sentence());
      }
    }
  }

  @Override
  public void close() {
    events.close();
    client.close();
  }
}
