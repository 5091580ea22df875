package org.exojvm.node.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.exojvm.api.generation.InputImageChunk;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.Command;
import org.exojvm.core.node.EventStream;
import org.exojvm.core.node.ExoNode;
import org.exojvm.node.http.ServerSettings;
import org.exojvm.node.program.NodeAccess;
import org.exojvm.node.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: every client gets every event once and in order, at its own pace and at nobody's cost. */
class EventStreamTest {

  private static final StreamLimits LIMITS =
      StreamLimits.DEFAULT.withPoll(Duration.ofMillis(20)).withKeepAlive(Duration.ofMillis(100));

  @TempDir private Path directory;
  private TestNode node;
  private EventStreamRoutes streams;

  @BeforeEach
  void start() throws Exception {
    node = new TestNode(directory);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private void serve(NodeAccess access, ServerSettings settings) throws Exception {
    streams = new EventStreamRoutes(access, LIMITS);
    node.serve(settings, streams::addTo);
  }

  private void serve() throws Exception {
    serve(node.access(), ServerSettings.defaults());
  }

  private SseClient client(String query, String... headers) throws Exception {
    return SseClient.open(node.url() + "/events/stream" + query, headers);
  }

  private void event(int chars) throws Exception {
    node.accept(
        new Command.SendInputChunk(
            TestNode.fresh(),
            new InputImageChunk(TestNode.MODEL, TestNode.fresh(), "x".repeat(chars), 0, 1)));
  }

  private void awaitOpen(int count) {
    long deadline = System.nanoTime() + TestNode.PATIENCE.toNanos();
    while (streams.open() != count) {
      assertThat(System.nanoTime() - deadline).as("open: %d", streams.open()).isNegative();
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void eventsComeAsTheyAreOnTheWireAndResumeBehindTheLastOne() throws Exception {
    serve();
    node.bringUp("chat");
    EventStream known = node.node().events(0);
    try (SseClient client = client("?from=0")) {
      for (int i = 0; i < 5; i++) {
        SseClient.Event event = client.next();
        String json =
            ExoJson.wire()
                .encode(WireTypes.EVENT, known.next(TestNode.PATIENCE).orElseThrow().event());
        assertThat(event.id()).isEqualTo(Integer.toString(i));
        assertThat(event.data()).isEqualTo(json);
        assertThat(json).startsWith("{\"" + event.name() + "\":");
      }
    }
    try (SseClient resumed = client("?from=0", "Last-Event-ID", "4")) {
      assertThat(resumed.next().id()).isEqualTo("5");
    }
    awaitOpen(0);
  }

  @Test
  void withoutAnIndexAStreamBeginsNow() throws Exception {
    serve();
    event(1);
    long next = node.node().state().lastEventAppliedIdx() + 1;
    try (SseClient client = client("")) {
      event(1);
      assertThat(Long.parseLong(client.next().id())).isGreaterThanOrEqualTo(next);
    }
  }

  @Test
  void anEventIsEncodedOnceForAllClients() throws Exception {
    serve();
    node.bringUp("chat");
    long last = node.node().state().lastEventAppliedIdx();
    for (int i = 0; i < 5; i++) {
      try (SseClient client = client("?from=0")) {
        while (Long.parseLong(client.next().id()) < last) {
          // Reads on.
        }
      }
    }
    awaitOpen(0);
    assertThat(streams.encodedEvents())
        .isBetween(last + 1, node.node().state().lastEventAppliedIdx() + 1);
  }

  @Test
  void anIdleStreamIsKeptAliveAndAVanishedClientIsNoticed() throws Exception {
    serve();
    try (SseClient client =
        client("?from=" + (node.node().state().lastEventAppliedIdx() + 1_000))) {
      assertThat(client.line()).isEqualTo("retry: 1000");
      assertThat(client.line()).startsWith(": events from ");
      assertThat(client.line()).isEmpty();
      assertThat(client.line()).isEqualTo(": alive");
      assertThat(streams.open()).isEqualTo(1);
    }
    awaitOpen(0);
  }

  @Test
  void aStreamMayLastLongerThanAConnectionMayIdle() throws Exception {
    serve(node.access(), ServerSettings.defaults().withIdleMillis(400));
    try (SseClient client =
        client("?from=" + (node.node().state().lastEventAppliedIdx() + 50_000))) {
      int alive = 0;
      while (alive < 15) {
        String line = client.line();
        assertThat(line).as("after %d comments", alive).isNotNull();
        alive += line.equals(": alive") ? 1 : 0;
      }
    }
  }

  @Test
  void aReaderOfEventsThatAreNotKeptIsToldWhereToResume() throws Exception {
    for (int i = 0; i < 40; i++) {
      event(1);
    }
    ExoNode master = node.node();
    NodeAccess follower = node.follow();
    TestNode.await(
        follower.node(),
        state -> state.lastEventAppliedIdx() >= master.state().lastEventAppliedIdx() - 5);
    serve(follower, ServerSettings.defaults());
    SseClient.Event missed;
    try (SseClient client = client("?from=0")) {
      missed = client.next();
      assertThat(missed.name()).isEqualTo("missed");
      assertThat(client.line()).isNull();
    }
    JsonNode data = new ObjectMapper().readTree(missed.data());
    assertThat(data.get("missed_idx").longValue()).isZero();
    long resume = data.get("resume_idx").longValue();
    assertThat(resume).isGreaterThan(0);
    try (SseClient again = client("?from=0", "Last-Event-ID", missed.id())) {
      event(1);
      assertThat(again.next().id()).isEqualTo(Long.toString(resume));
    }
  }

  @Test
  void aClientThatNeverReadsIsCutOffAndHarmsNobody() throws Exception {
    serve(node.access(), ServerSettings.defaults().withIdleMillis(1_000));
    try (Socket stuck = new Socket();
        SseClient other = client("")) {
      stuck.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
      stuck.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()));
      stuck
          .getOutputStream()
          .write(
              "GET /events/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      awaitOpen(2);
      List<Integer> seen = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        event(800_000 + i);
        SseClient.Event event = other.next();
        while (!event.name().equals("InputChunkReceived")) {
          event = other.next();
        }
        seen.add(event.data().length());
      }
      assertThat(seen).isSorted().doesNotHaveDuplicates().hasSize(24);
      awaitOpen(1);
      event(1);
      assertThat(other.next()).isNotNull();
    }
  }

  @Test
  void aServerThatStopsEndsItsStreams() throws Exception {
    serve();
    try (SseClient client = client("")) {
      awaitOpen(1);
      node.stopServing();
      awaitOpen(0);
      String line = client.line();
      while (line != null) {
        line = client.line();
      }
    }
  }

  @Test
  void anIndexThatIsNoneIsRefused() throws Exception {
    serve();
    for (String from :
        List.of("-1", "x", "", "1.5", "99999999999999999999", "9223372036854775806")) {
      assertThat(SseClient.status(node.url() + "/events/stream?from=" + from))
          .as(from)
          .isEqualTo("400 from");
    }
    assertThat(SseClient.status(node.url() + "/events/stream", "Last-Event-ID", "x"))
        .isEqualTo("400 Last-Event-ID");
  }

  @Test
  void streamsThatAreNotWrittenLeaveNothingBehind() throws Exception {
    serve(node.access(), ServerSettings.defaults().withMaxStreams(1));
    assertThat(SseClient.head(node.url() + "/events/stream")).isEqualTo(200);
    try (SseClient first = client("")) {
      assertThat(first.line()).isEqualTo("retry: 1000");
      assertThat(SseClient.status(node.url() + "/events/stream")).startsWith("503");
      awaitOpen(1);
    }
    awaitOpen(0);
  }
}
