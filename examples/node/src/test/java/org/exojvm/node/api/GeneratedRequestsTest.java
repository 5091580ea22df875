package org.exojvm.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.exojvm.api.id.Id;
import org.exojvm.core.event.AvailabilityEvent.NodeDrained;
import org.exojvm.core.event.AvailabilityEvent.NodeUndrained;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceEdited;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePaused;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceResumed;
import org.exojvm.core.node.EventStream;
import org.exojvm.core.state.State;
import org.exojvm.node.api.ApiDocument.Operation;
import org.exojvm.node.api.ApiNode.Answer;
import org.exojvm.node.api.GeneratedRequest.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: whatever is sent, the answer is one that the document lists for the route, has the shape
 * the document says, shows nothing of the inside, and a refused request has changed nothing.
 *
 * <p>Method: requests made of the document against a real node over HTTP, valid ones and spoilt
 * ones. How many, and from which seed, is told by the properties {@code exo.api.requests} and
 * {@code exo.api.seed}; a failure tells both, and replays with them.
 */
class GeneratedRequestsTest {

  private static final int REQUESTS = Integer.getInteger("exo.api.requests", 400);
  private static final long SEED = Long.getLong("exo.api.seed", System.nanoTime());

  private static final Pattern INSIDE =
      Pattern.compile(
          "\\bat"
              + " [\\w.$]+\\([\\w.]*\\)|\\b(java|com|org\\.exojvm|org\\.eclipse)\\.[a-z]+\\.[\\w.]+|\\b[A-Z]\\w*Exception\\b|\\w+@[0-9a-f]{6,}");

  /** What leads nowhere, or is too large for the head, before any route is asked. */
  private static final ImmutableSet<Integer> NOWHERE = ImmutableSet.of(400, 404, 405, 414, 431);

  /** Streams for as long as its client likes: no more than its beginning is read. */
  private static final String ENDLESS = "/events/stream";

  /** A line of the text format of Prometheus. */
  private static final Pattern METER = Pattern.compile("#.*|[a-z_]\\w*(\\{.*})? \\S+");

  /** What only a command of a client brings about here. */
  private static final ImmutableSet<Class<? extends Event>> COMMANDED =
      ImmutableSet.of(
          MetaInstanceCreated.class,
          MetaInstanceDeleted.class,
          MetaInstanceEdited.class,
          MetaInstancePaused.class,
          MetaInstanceResumed.class,
          NodeDrained.class,
          NodeUndrained.class);

  @TempDir private static Path directory;

  private final Map<String, Integer> tally = new TreeMap<>();

  @Test
  void everyAnswerIsOneOfTheDocumentAndWhatIsRefusedChangesNothing() throws Exception {
    try (ApiNode api = ApiNode.alone(directory)) {
      ApiDocument document = ApiDocument.of(api.get("/openapi.json").body());
      SplittableRandom random = new SplittableRandom(SEED);
      ValueMaker values =
          new ValueMaker(random, document::resolve, name -> known(api.node.state(), name));
      RequestMaker maker = new RequestMaker(random, document.operations(), values);
      for (int i = 0; i < REQUESTS; i++) {
        GeneratedRequest request = maker.next();
        long before = api.node.state().lastEventAppliedIdx();
        Answer answer = send(api, request);
        String context =
            "Request %d of -Dexo.api.requests=%d -Dexo.api.seed=%d: %.600s%n%d %.600s"
                .formatted(i, REQUESTS, SEED, request, answer.status(), answer.body());
        check(document, request, answer, context);
        if (answer.status() != 200) {
          assertThat(commanded(api, before)).as(context).isEmpty();
        }
        tally.merge(request.kind() + " " + answer.status(), 1, Integer::sum);
        if (answer.mediaType().equals("text/event-stream")) {
          tally.merge("streamed", 1, Integer::sum);
        }
      }
      assertThat(api.node.counters().failures()).isZero();
      assertThat(api.get("/node_id").status()).isEqualTo(200);
    }
    System.out.printf("%d requests, seed %d: %s%n", REQUESTS, SEED, tally);
    assertThat(tally).containsKeys(Kind.VALID + " 200", Kind.MUTATED + " 400");
  }

  private static Answer send(ApiNode api, GeneratedRequest request) throws Exception {
    return request.target().startsWith(ENDLESS)
        ? api.begin(request.method(), request.target(), request.body())
        : api.send(request.method(), request.target(), request.body());
  }

  private static void check(
      ApiDocument document, GeneratedRequest request, Answer answer, String context) {
    assertThat(answer.status() < 500 || answer.status() == 503).as(context).isTrue();
    if (answer.status() != 200) {
      assertThat(INSIDE.matcher(answer.body()).find()).as(context).isFalse();
      assertThat(answer.body()).as(context).startsWith("{\"error\":{\"message\":\"");
    }
    Operation operation = request.operation();
    if (operation == null) {
      assertThat(answer.status()).as(context).isIn(NOWHERE);
    } else {
      assertThat(operation.lists(answer.status())).as(context).isTrue();
      checkBody(document, operation, answer, context);
    }
  }

  private static void checkBody(
      ApiDocument document, Operation operation, Answer answer, String context) {
    if (answer.status() == 200) {
      assertThat(operation.offers(200, answer.mediaType())).as(context).isTrue();
    }
    switch (answer.mediaType()) {
      case "text/event-stream" -> checkStream(operation, answer.body(), context);
      case "text/plain" ->
          assertThat(answer.body().lines())
              .as(context)
              .isNotEmpty()
              .allMatch(METER.asMatchPredicate());
      default ->
          assertThat(document.violations(operation, answer.status(), answer.body()))
              .as(context)
              .isEmpty();
    }
  }

  private static void checkStream(Operation operation, String body, String context) {
    if (operation.path().equals(ENDLESS)) {
      assertThat(body).as(context).startsWith("retry: 1000\n: events from ");
    } else {
      assertThat(body).as(context).startsWith("data: {").endsWith("data: [DONE]\n\n");
    }
  }

  /** Returns what commands have brought about since an event. */
  private static List<Event> commanded(ApiNode api, long after) throws Exception {
    ImmutableList.Builder<Event> found = ImmutableList.builder();
    long last = api.node.state().lastEventAppliedIdx();
    EventStream events = api.node.events(after + 1);
    while (events.nextIdx() <= last) {
      Event event = events.next(Duration.ofSeconds(60)).map(IndexedEvent::event).orElseThrow();
      boolean isOrphan =
          event instanceof InstanceCreated created && created.instance().metaInstanceId() == null;
      if (isOrphan || COMMANDED.contains(event.getClass())) {
        found.add(event);
      }
    }
    return found.build();
  }

  /** Returns what is there that a field may name. */
  private static List<String> known(State state, String name) {
    return switch (name) {
      case "model", "model_id", "modelId" ->
          ImmutableList.of(ApiNode.MODEL, "mlx-community/Llama-3.2-1B-Instruct-4bit");
      case "meta_instance_id" -> ids(state.metaInstances().asMap().keySet().stream());
      case "instance_id", "instanceId" -> ids(state.instances().asMap().keySet().stream());
      case "node_id", "target_node_id", "node_ids", "preferred_node_ids", "forbidden_node_ids" ->
          ImmutableList.of("n1");
      case "strategy" -> ImmutableList.of("largest-cycle", "smallest-cycle");
      default -> ImmutableList.of();
    };
  }

  private static List<String> ids(Stream<? extends Id> ids) {
    return ids.map(Id::value).limit(20).toList();
  }
}
