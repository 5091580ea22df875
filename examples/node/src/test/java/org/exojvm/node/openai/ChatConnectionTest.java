package org.exojvm.node.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.Streams;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.exojvm.core.engine.simulated.SimulationScript;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.TaskStatus;
import org.exojvm.node.http.ServerSettings;
import org.exojvm.node.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: what happens on the connection of a chat, byte by byte. */
class ChatConnectionTest {

  @TempDir private Path directory;
  private TestNode node;

  @AfterEach
  void stop() {
    node.close();
  }

  private void start(long tokenMillis, ServerSettings settings) throws Exception {
    node = new TestNode(directory, tokenMillis, new SimulationScript());
    node.bringUp("chat");
    node.serve(settings, new ChatRoutes(node.access())::addTo);
  }

  private static String body(boolean stream, String text) {
    return """
    {"model":"%s","stream":%s,"messages":[{"role":"user","content":"%s"}]}\
    """
        .formatted(TestNode.MODEL.value(), stream, text);
  }

  private HttpResponse<String> post(String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(node.url() + "/v1/chat/completions"))
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void aStreamIsServerSentEventsThatEndWithDone() throws Exception {
    start(1, ServerSettings.defaults());
    HttpResponse<String> response = post(body(true, "why?"));
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(Splitter.on("\n\n").omitEmptyStrings().splitToList(response.body()))
        .allMatch(event -> event.startsWith("data: "))
        .first()
        .asString()
        .contains("\"delta\":{\"role\":\"assistant\",\"content\":\"\"}");
    assertThat(response.body()).endsWith("data: [DONE]\n\n").doesNotContain("\"usage\"");
  }

  @Test
  void aClientThatHangsUpWhileItWaitsForAWholeAnswerCancelsTheRequest() throws Exception {
    start(3_600_000, ServerSettings.defaults());
    byte[] body = body(false, "why?").getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
              .formatted(body.length)
              .getBytes(StandardCharsets.UTF_8));
      out.write(body);
      out.flush();
      node.await(state -> countIn(state, TaskStatus.RUNNING) == 1);
    }
    node.await(state -> countIn(state, TaskStatus.CANCELLED) == 1);
  }

  @Test
  void aStreamThatTheNodeBreaksOffSaysSoAndDoesNotEndWithDone() throws Exception {
    start(3_600_000, ServerSettings.defaults());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.url() + "/v1/chat/completions"))
            .POST(BodyPublishers.ofString(body(true, "why?")))
            .build();
    try (HttpClient client = HttpClient.newHttpClient();
        InputStream stream = client.send(request, BodyHandlers.ofInputStream()).body()) {
      node.stopServing();
      assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
          .contains("\"code\":\"stopping\"")
          .doesNotContain("[DONE]");
    }
  }

  private static long countIn(State state, TaskStatus status) {
    return Streams.stream(state.tasks().values())
        .filter(task -> task instanceof GenerationTask && task.taskStatus() == status)
        .count();
  }

  @Test
  void anAnswerMayTakeLongerThanAConnectionMayIdle() throws Exception {
    start(1_500, ServerSettings.defaults().withIdleMillis(500));
    String asked = body(false, "why?").replace("\"stream\"", "\"max_tokens\":1,\"stream\"");
    assertThat(post(asked).statusCode()).isEqualTo(200);
  }

  @Test
  void whatTheServerHasNoRoomForIsCancelled() throws Exception {
    start(3_600_000, ServerSettings.defaults().withMaxStreams(1));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.url() + "/v1/chat/completions"))
            .POST(BodyPublishers.ofString(body(true, "why?")))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      try (BufferedReader first =
          new BufferedReader(
              new InputStreamReader(
                  client.send(request, BodyHandlers.ofInputStream()).body(),
                  StandardCharsets.UTF_8))) {
        assertThat(first.readLine()).startsWith("data: ");
        HttpResponse<String> second = client.send(request, BodyHandlers.ofString());
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.body()).contains("too_many_streams");
        node.await(state -> countIn(state, TaskStatus.CANCELLED) == 1);
        assertThat(node.access().chunks().size()).isEqualTo(1);
      }
      client.shutdownNow();
    }
  }
}
