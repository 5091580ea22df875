package org.exojvm.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goal: a watch tells each phase once, ends when the intent serves, and never waits for ever. */
class IntentWatchTest {

  private static final String CREATED =
      "{\"InstanceCreated\":{\"event_id\":\"e\",\"instance\":" + States.instance(false) + "}}";

  private final FakeNode node = new FakeNode();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger told = new AtomicInteger();

  @AfterEach
  void stop() {
    ended.countDown();
    node.close();
  }

  /** The explanations in order; the last one again and again. */
  private FakeNode explaining(String... reports) {
    return node.answers(
        "GET",
        "/meta_instance/chat/explain",
        request -> Reply.json(200, reports[Math.min(told.getAndIncrement(), reports.length - 1)]));
  }

  /** Sends an event when so many explanations were asked for, and stays. */
  private FakeNode streaming(String... events) {
    return node.answers(
        "GET",
        "/events/stream",
        request ->
            Reply.events(
                out -> {
                  for (int i = 0; i < events.length; i++) {
                    awaitTold(i + 1);
                    out.write("id: %d\nevent: E\ndata: %s\n\n".formatted(42 + i, events[i]));
                  }
                  awaitEnd();
                }));
  }

  private void awaitTold(int reports) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (told.get() < reports && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  private void awaitEnd() {
    try {
      var _ = ended.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String progress(String node, long done) {
    return "{\"NodeDownloadProgress\":{\"download_progress\":%s}}"
        .formatted(States.download(node, done, 1L << 30));
  }

  private static String runner(String runner, String phase) {
    return "{\"RunnerStatusUpdated\":{\"runner_id\":\"%s\",\"runner_status\":{\"Runner%s\":{}}}}"
        .formatted(runner, phase);
  }

  @Test
  void phasesAreToldOnceAndItEndsWhenTheIntentServes() throws IOException {
    node.answers("GET", "/state", States.state("", "", ""));
    explaining(
        States.report("waiting", "It waits."),
        States.report("downloading", "It fetches."),
        States.report("downloading", "It fetches."),
        States.report("downloading", "It fetches."),
        States.report("starting", "It starts."),
        States.report("serving", "It serves."));
    streaming(
            CREATED,
            progress("n-a", 1L << 28),
            progress("n-a", (1L << 28) + 1),
            runner("r-b", "Loading"),
            runner("r-b", "Ready"))
        .start();
    CommandRun run = node.run("intent watch chat");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            waiting  It waits.
                it is so
            downloading  It fetches.
                it is so
                studio-1: no report yet
                studio?[31m-2: no report yet
                studio-1: downloading, 20 %
            starting  It starts.
                it is so
                studio-1: downloading, 20 %
                studio?[31m-2: Loading
            serving  It serves.
                it is so
            """);
  }

  @Test
  void createWithWaitWatches() throws IOException {
    node.answers("POST", "/meta_instance", "{\"meta_instance_id\":\"chat\"}");
    node.answers("GET", "/state", States.state("", "", ""));
    explaining(States.report("serving", "It serves."));
    streaming().start();
    CommandRun run = node.run("intent create lab/tiny --id chat --wait");
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("Intent chat is declared.\nserving  It serves.\n");
  }

  @Test
  void programsGetEachExplanationThatDiffersOnALine() throws IOException {
    node.answers("GET", "/state", States.state("", "", ""));
    String waiting = States.report("waiting", "It waits.");
    String serving = States.report("serving", "It serves.");
    explaining(waiting, waiting, serving);
    streaming(CREATED, CREATED).start();
    assertThat(node.run("intent watch chat --json"))
        .isEqualTo(new CommandRun(0, waiting + "\n" + serving + "\n", ""));
  }

  @Test
  void aTimeThatIsOverIsFive() throws IOException {
    node.answers("GET", "/state", States.state("", "", ""));
    explaining(States.report("unplaceable", "No room."));
    streaming().start();
    CommandRun run = node.run("intent watch chat --timeout 0");
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.out()).startsWith("unplaceable  No room.");
    assertThat(run.err()).contains("it is unplaceable").contains("intent explain chat");
  }

  @Test
  void aNodeThatIsAwayForAMomentIsAskedAgain() throws IOException {
    node.answers("GET", "/state", States.state("", "", ""));
    node.answers(
        "GET",
        "/meta_instance/{id}/explain",
        request ->
            switch (told.getAndIncrement()) {
              case 0 -> Reply.json(200, States.report("waiting", "It waits."));
              case 1 -> throw Problem.unavailable("stopping", "The node stops.");
              default -> Reply.json(200, States.report("serving", "It serves."));
            });
    streaming(CREATED, runner("r-a", "Loading"), runner("r-b", "Ready")).start();
    CommandRun run = node.run("intent watch chat");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEqualTo("The node stops. Asking again.\n");
  }

  @Test
  void anIntentThatIsNotThereIsFour() throws IOException {
    node.answers("GET", "/state", States.state("", "", "")).start();
    assertThat(node.run("intent watch chat").code()).isEqualTo(4);
  }

  @Test
  void eventsThatWereMissedMakeItLookAnew() throws IOException {
    AtomicInteger states = new AtomicInteger();
    node.answers(
        "GET",
        "/state",
        request -> {
          states.incrementAndGet();
          return Reply.json(200, States.state("", "", ""));
        });
    explaining(States.report("waiting", "It waits."), States.report("serving", "It serves."));
    node.answers(
        "GET",
        "/events/stream",
        request ->
            Reply.events(
                out -> {
                  out.write("id: 99\nevent: missed\ndata: {}\n\n");
                  awaitEnd();
                }));
    node.start();
    assertThat(node.run("intent watch chat").code()).isZero();
    assertThat(states).hasValue(2);
  }

  @Test
  void aDownloadIsFollowedUntilItIsComplete() throws IOException {
    node.answers("GET", "/state", States.placed());
    node.answers("POST", "/download/start", "{}");
    told.set(9);
    streaming(
            progress("n-b", 1L << 29),
            progress("n-a", 1L << 29),
            progress("n-a", 1L << 30).replace("DownloadOngoing", "DownloadCompleted"))
        .start();
    CommandRun run = node.run("models download lab/tiny --on studio-1 --wait");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            Node n-a is asked for lab/tiny.
            studio-1:  50 % of 1.0 GiB, 50 MB/s, 7 s left
            studio-1: complete
            """);
    assertThat(node.asked())
        .contains("POST /download/start {\"target_node_id\":\"n-a\",\"model_id\":\"lab/tiny\"}");
  }

  @Test
  void aModelThatIsThereIsNotWaitedFor() throws IOException {
    String there =
        States.download("n-a", 1L << 30, 1L << 30).replace("DownloadOngoing", "DownloadCompleted");
    node.answers("GET", "/state", States.state("", "", "\"n-a\":[" + there + "]"));
    node.answers("POST", "/download/start", "{}").start();
    CommandRun run = node.run("models download lab/tiny --on n-a --wait");
    assertThat(run.code()).isZero();
    assertThat(run.out()).endsWith("studio-1: complete\n");
  }

  @Test
  void aDownloadThatFailedBeforeDoesNotCountAndOneThatFailsNowDoes() throws IOException {
    String failed =
        States.download("n-a", 1, 2)
            .replace("DownloadOngoing", "DownloadFailed")
            .replace("\"shard_metadata\"", "\"error_message\":\"disk full\",\"shard_metadata\"");
    node.answers("GET", "/state", States.state("", "", "\"n-a\":[" + failed + "]"));
    node.answers("POST", "/download/start", "{}");
    told.set(9);
    streaming(
            progress("n-a", 1L << 29),
            "{\"NodeDownloadProgress\":{\"download_progress\":" + failed + "}}")
        .start();
    CommandRun run = node.run("models download lab/tiny --on n-a --wait");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("50 % of 1.0 GiB");
    assertThat(run.err()).isEqualTo("studio-1: failed: disk full\n");
  }

  @Test
  void eventsAreOneLineEachAndProgramsGetTheIndexToo() throws IOException {
    node.answers("GET", "/state", States.placed());
    told.set(9);
    streaming(runner("r-b", "Ready"), CREATED).start();
    assertThat(node.run("events tail --from 42 --count 2").out())
        .startsWith("      42  RunnerStatusUpdated  runner_id=r-b runner_status=RunnerReady\n")
        .contains("      43  InstanceCreated  instance=MlxRingInstance\n");
    assertThat(node.run("events tail --from 42 --count 1 --json").out())
        .isEqualTo("{\"idx\":42,\"event\":" + runner("r-b", "Ready") + "}\n");
    var _ = node.run("events tail --count 1");
    assertThat(node.asked().getLast()).isEqualTo("GET /events/stream {from=[0]}");
  }

  @Test
  void whatNodesTellOfThemselvesAllTheTimeHidesNothingElse() throws IOException {
    told.set(9);
    String heartbeat = "{\"NodeGatheredInfo\":{\"event_id\":\"e\",\"node_id\":\"n-a\"}}";
    streaming(heartbeat, CREATED).start();
    assertThat(node.run("events tail --from 42 --count 1").out())
        .startsWith("      43  InstanceCreated");
    assertThat(node.run("events tail --from 42 --count 1 --all").out())
        .isEqualTo("      42  NodeGatheredInfo  node_id=n-a\n");
    assertThat(node.run("events tail --from 42 --count 1 --json").out()).contains(heartbeat);
  }
}
