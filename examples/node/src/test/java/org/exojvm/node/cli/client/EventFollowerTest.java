package org.exojvm.node.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.exojvm.node.http.ApiRequest;
import org.exojvm.node.http.ApiServer;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.Routes;
import org.exojvm.node.http.ServerSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goal: a follower hears every event once and in order, whatever happens to connections. */
class EventFollowerTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Reconnects QUICK =
      new Reconnects(3, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(30));

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private ApiServer server;
  private ApiClient client;

  @AfterEach
  void stop() {
    ended.countDown();
    client.close();
    server.close();
  }

  private void start(Reply... replies) throws IOException {
    Routes routes =
        Routes.builder().get("/events/stream", request -> reply(request, replies)).build();
    server = new ApiServer(ServerSettings.defaults().withPort(0), routes);
    server.start();
    client = new ApiClient(NodeAddress.parse(server.url()), Optional.empty());
  }

  private Reply reply(ApiRequest request, Reply... replies) throws Problem {
    asked.add(request.parameter("from").orElse(""));
    return replies[Math.min(asked.size(), replies.length) - 1];
  }

  private static Reply ending(String... pieces) {
    return Reply.events(out -> out.write(String.join("", pieces)));
  }

  private Reply staying(String... pieces) {
    return Reply.events(
        out -> {
          out.write(String.join("", pieces));
          try {
            var _ = ended.await(LONG.toSeconds(), TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static String event(long idx) {
    return "id: %d\nevent: TestEvent\ndata: {\"TestEvent\":{}}\n\n".formatted(idx);
  }

  private static List<Heard> hear(EventFollower follower, int things) throws InterruptedException {
    List<Heard> heard = new ArrayList<>();
    for (int i = 0; i < things; i++) {
      heard.add(follower.next(LONG));
    }
    return heard;
  }

  private static List<Long> indices(List<Heard> heard) {
    return heard.stream()
        .filter(Heard.Event.class::isInstance)
        .map(event -> ((Heard.Event) event).idx())
        .toList();
  }

  @Test
  void aBrokenStreamGoesOnAfterItsLastEvent() throws Exception {
    start(ending(event(5), ": alive\n\n", event(6)), ending(event(6), event(7)), staying(event(8)));
    try (EventFollower follower = new EventFollower(client, 5, QUICK)) {
      assertThat(indices(hear(follower, 6))).containsExactly(5L, 6L, 7L, 8L);
      assertThat(follower.next()).isEqualTo(9);
      assertThat(follower.next(Duration.ofMillis(1))).isEqualTo(new Heard.Nothing());
    }
    assertThat(asked).containsExactly("5", "7", "8");
  }

  @Test
  void aStreamThatOnlyEverBreaksIsGivenUp() throws Exception {
    start(ending());
    try (EventFollower follower = new EventFollower(client, 0, QUICK)) {
      List<Heard> heard = hear(follower, QUICK.attempts() + 2);
      assertThat(heard.subList(0, QUICK.attempts())).allMatch(Heard.Interruption.class::isInstance);
      assertThat(heard.subList(QUICK.attempts(), heard.size()))
          .allMatch(
              end ->
                  end instanceof Heard.End(Answer.Unreachable(var why))
                      && why.contains(server.url()));
    }
    assertThat(asked).hasSize(QUICK.attempts() + 1);
  }

  @Test
  void aStreamThatSaysNothingAtAllIsMadeAnew() throws Exception {
    Reconnects impatient =
        new Reconnects(3, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(30));
    start(staying(), staying(event(0)));
    try (EventFollower follower = new EventFollower(client, 0, impatient)) {
      List<Heard> heard = hear(follower, 2);
      assertThat(heard.getFirst()).isInstanceOf(Heard.Interruption.class);
      assertThat(indices(heard)).containsExactly(0L);
    }
  }

  @Test
  void whatTheNodeRefusesAtFirstIsTheEnd() throws Exception {
    start(Problem.of(410, "invalid_request_error", "events_missed", "Gone.").reply());
    try (EventFollower follower = new EventFollower(client, 0, QUICK)) {
      assertThat(follower.next(LONG))
          .isEqualTo(new Heard.End(new Answer.Refused(410, "events_missed", "Gone.")));
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void afterEventsWereMissedItGoesOnWhereTheNodeSays() throws Exception {
    String missed = "id: 2\nevent: missed\ndata: {\"resume_idx\":3}\n\n";
    start(ending(event(9), missed), staying(event(3)));
    try (EventFollower follower = new EventFollower(client, 9, QUICK)) {
      List<Heard> heard = hear(follower, 4);
      assertThat(heard.get(1)).isEqualTo(new Heard.Missed(3));
      assertThat(indices(heard)).containsExactly(9L, 3L);
    }
    assertThat(asked).containsExactly("9", "3");
  }
}
