package org.exojvm.node.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Streams;
import com.google.errorprone.annotations.MustBeClosed;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.engine.simulated.SimulatedFault;
import org.exojvm.core.engine.simulated.SimulatedPhase;
import org.exojvm.core.engine.simulated.SimulationScript;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.node.EventStream;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.TaskStatus;
import org.exojvm.node.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: OpenAI's own client is content: answers, streams, errors, and going away. */
class OpenAiClientTest {

  private static final String MODEL = TestNode.MODEL.value();

  /** Quoted in the answer of the simulated model, a token a word: an answer of some length. */
  private static final String LONG = "word ".repeat(40);

  @TempDir private Path directory;
  private TestNode node;
  private OpenAIClient client;

  @AfterEach
  void stop() {
    if (client != null) {
      client.close();
    }
    node.close();
  }

  private void start(long tokenMillis, SimulationScript script) throws Exception {
    node = new TestNode(directory, tokenMillis, script);
    node.serve(new ChatRoutes(node.access())::addTo);
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(node.url() + "/v1")
            .apiKey("none-is-needed")
            .maxRetries(0)
            .timeout(TestNode.PATIENCE)
            .build();
  }

  private void start() throws Exception {
    start(1, new SimulationScript());
  }

  private static ChatCompletionCreateParams.Builder chat(String text) {
    return ChatCompletionCreateParams.builder()
        .model(MODEL)
        .addSystemMessage("Be brief.")
        .addUserMessage(text);
  }

  @Test
  void aChatIsAnsweredWithUsageAndStatistics() throws Exception {
    start();
    node.bringUp("chat");
    ChatCompletion answer = client.chat().completions().create(chat("why?").build());
    assertThat(answer.model()).isEqualTo(MODEL);
    ChatCompletion.Choice choice = answer.choices().getFirst();
    assertThat(choice.message().content().orElseThrow()).startsWith("You asked: why?");
    assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    CompletionUsage usage = answer.usage().orElseThrow();
    assertThat(usage.promptTokens()).isEqualTo(1);
    assertThat(usage.totalTokens()).isEqualTo(1 + usage.completionTokens());
    assertThat(answer._additionalProperties().get("generation_stats").toString())
        .contains("generation_tps=1000");
    State state = node.await(now -> now.tasks().isEmpty() || !hasRequests(now));
    assertThat(hasRequests(state)).isFalse();
    assertThat(statuses()).containsExactly(TaskStatus.RUNNING, TaskStatus.COMPLETE);
  }

  private static boolean hasRequests(State state) {
    return Streams.stream(state.tasks().values()).anyMatch(GenerationTask.class::isInstance);
  }

  /** Returns what was told of requests so far, in order; steps of runners are left out. */
  private List<TaskStatus> statuses() throws Exception {
    List<TaskStatus> found = new ArrayList<>();
    List<TaskId> requests = new ArrayList<>();
    EventStream events = node.node().events(0);
    while (events.nextIdx() <= node.node().state().lastEventAppliedIdx()) {
      switch (events.next(TestNode.PATIENCE).orElseThrow().event()) {
        case TaskCreated created when created.task() instanceof GenerationTask ->
            requests.add(created.taskId());
        case TaskStatusUpdated updated when requests.contains(updated.taskId()) ->
            found.add(updated.taskStatus());
        default -> {
          // Of no request.
        }
      }
    }
    return found;
  }

  @Test
  void aStreamBringsTheSameAnswerAndTheUsageLast() throws Exception {
    start();
    node.bringUp("chat");
    ChatCompletionCreateParams params =
        chat("why?")
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    ChatCompletionAccumulator pieces = ChatCompletionAccumulator.create();
    List<ChatCompletionChunk> chunks = new ArrayList<>();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      stream.stream().peek(pieces::accumulate).forEach(chunks::add);
    }
    ChatCompletion whole = client.chat().completions().create(chat("why?").build());
    assertThat(pieces.chatCompletion().choices().getFirst().message().content())
        .isEqualTo(whole.choices().getFirst().message().content());
    assertThat(chunks).hasSizeGreaterThan(5);
    assertThat(chunks.getLast().choices()).isEmpty();
    assertThat(chunks.getLast().usage()).isEqualTo(whole.usage());
    assertThat(chunks.subList(0, chunks.size() - 1)).allMatch(piece -> piece.usage().isEmpty());
    assertThat(chunks.get(chunks.size() - 2).choices().getFirst().finishReason())
        .contains(ChatCompletionChunk.Choice.FinishReason.STOP);
  }

  @Test
  void aLimitOfTokensEndsTheAnswer() throws Exception {
    start();
    node.bringUp("chat");
    ChatCompletion answer =
        client.chat().completions().create(chat("why?").maxCompletionTokens(3).build());
    assertThat(answer.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.LENGTH);
    assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(3);
  }

  @Test
  void aModelThatNobodyKnowsIsNotFound() throws Exception {
    start();
    assertThatThrownBy(
            () -> client.chat().completions().create(chat("why?").model("no/such").build()))
        .isInstanceOfSatisfying(
            NotFoundException.class,
            error -> {
              assertThat(error.code()).contains("model_not_found");
              assertThat(error.param()).contains("model");
            })
        .hasMessageContaining("(no/such) does not exist here");
    assertThatThrownBy(() -> client.chat().completions().create(chat("why?").build()))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("No intent asks for model (" + MODEL + ")");
  }

  @Test
  void aModelThatIsNotReadySaysWhatItWaitsFor() throws Exception {
    start();
    ModelId huge = ModelId.of("mlx-community/DeepSeek-V3.1-8bit");
    node.declare("huge", huge);
    node.await(
        state ->
            state.metaInstances().values().iterator().next().status().placementError() != null);
    assertThatThrownBy(
            () -> client.chat().completions().create(chat("why?").model(huge.value()).build()))
        .isInstanceOfSatisfying(
            InternalServerException.class,
            error -> {
              assertThat(error.statusCode()).isEqualTo(503);
              assertThat(error.code()).contains("model_not_ready");
              assertThat(error.headers().values("Retry-After")).containsExactly("5");
            })
        .hasMessageContaining("Intent huge cannot be placed now")
        .hasMessageContaining("memory");
  }

  @Test
  void aFieldOutOfRangeIsNamed() throws Exception {
    start();
    assertThatThrownBy(
            () -> client.chat().completions().create(chat("why?").temperature(3.0).build()))
        .isInstanceOfSatisfying(
            BadRequestException.class, error -> assertThat(error.param()).contains("temperature"))
        .hasMessageContaining("between 0.0 and 2.0");
  }

  @Test
  void aClientThatClosesItsStreamCancelsTheRequestInTheCluster() throws Exception {
    start(50, new SimulationScript());
    node.bringUp("chat");
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(chat(LONG).build())) {
      Iterator<ChatCompletionChunk> pieces = stream.stream().iterator();
      String text = "";
      while (text.isEmpty()) {
        text = pieces.next().choices().getFirst().delta().content().orElse("");
      }
    }
    node.await(state -> !hasRequests(state));
    assertThat(statuses()).containsExactly(TaskStatus.RUNNING, TaskStatus.CANCELLED);
    assertThat(node.access().chunks().size()).isZero();
  }

  @Test
  void aFailureInTheMiddleOfAStreamIsTold() throws Exception {
    start(
        1,
        new SimulationScript()
            .add(SimulatedFault.failing(SimulatedPhase.SERVE, "out of memory").withAfterTokens(3)));
    node.bringUp("chat");
    StringBuilder text = new StringBuilder();
    assertThatThrownBy(
            () -> {
              try (StreamResponse<ChatCompletionChunk> stream =
                  client.chat().completions().createStreaming(chat(LONG).build())) {
                stream.stream()
                    .flatMap(piece -> piece.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .forEach(text::append);
              }
            })
        .isInstanceOf(OpenAIException.class)
        .hasMessageContaining("runner");
    assertThat(text.toString()).isEqualTo("You asked: word");
    node.await(state -> !hasRequests(state));
  }

  @Test
  void requestsGoToTheInstanceWithTheFewestOpenOnes() throws Exception {
    start(200, new SimulationScript());
    node.bringUp("one");
    node.bringUp("two");
    try (StreamResponse<ChatCompletionChunk> first = open();
        StreamResponse<ChatCompletionChunk> second = open();
        StreamResponse<ChatCompletionChunk> third = open();
        StreamResponse<ChatCompletionChunk> fourth = open()) {
      assertThat(
              Streams.stream(node.node().state().tasks().values())
                  .filter(GenerationTask.class::isInstance)
                  .map(task -> task.instanceId().value())
                  .toList())
          .hasSize(4)
          .satisfies(
              used -> {
                assertThat(used.get(0)).isNotEqualTo(used.get(1));
                assertThat(used.get(2)).isNotEqualTo(used.get(3));
              });
      assertThat(List.of(first, second, third, fourth)).doesNotHaveDuplicates();
    }
    node.await(state -> !hasRequests(state));
  }

  @MustBeClosed
  private StreamResponse<ChatCompletionChunk> open() {
    return client.chat().completions().createStreaming(chat(LONG).build());
  }

  @Test
  void anAnswerThatDoesNotComeIsGivenUpAndCancelled() throws Exception {
    node = new TestNode(directory, 3_600_000, new SimulationScript());
    node.bringUp("chat");
    ChatLimits limits = ChatLimits.DEFAULT.withFirstPiece(Duration.ofMillis(300));
    node.serve(new ChatRoutes(node.access(), limits, InstantSource.system())::addTo);
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(node.url() + "/v1")
            .apiKey("none-is-needed")
            .maxRetries(0)
            .build();
    assertThatThrownBy(() -> client.chat().completions().create(chat("why?").build()))
        .isInstanceOfSatisfying(
            InternalServerException.class, error -> assertThat(error.statusCode()).isEqualTo(504));
    node.await(state -> statusOfOnlyRequest(state) == TaskStatus.CANCELLED);
  }

  private static TaskStatus statusOfOnlyRequest(State state) {
    return Streams.stream(state.tasks().values())
        .filter(GenerationTask.class::isInstance)
        .findFirst()
        .orElseThrow()
        .taskStatus();
  }
}
