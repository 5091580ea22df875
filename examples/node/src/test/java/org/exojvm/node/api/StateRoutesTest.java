package org.exojvm.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;
import org.exojvm.node.api.ApiNode.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: State and the log are shown as they are, in the spellings of the reference. */
class StateRoutesTest {

  @TempDir private static Path directory;
  private static ApiNode api;

  @BeforeAll
  static void start() throws Exception {
    api = ApiNode.alone(directory);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void theNodeTellsItsId() throws Exception {
    assertThat(api.get("/node_id").body()).isEqualTo("\"n1\"");
  }

  @Test
  void stateIsWhatTheNodeHoldsInCamelCase() throws Exception {
    State before = api.node.state();
    State shown = ExoJson.api().decode(WireTypes.STATE, api.get("/state").body());
    assertThat(shown.lastEventAppliedIdx()).isGreaterThanOrEqualTo(before.lastEventAppliedIdx());
    assertThat(api.get("/state").json().get("lastEventAppliedIdx").isNumber()).isTrue();
    assertThat(shown.nodeMemory()).isEqualTo(before.nodeMemory());
  }

  @Test
  void stateShowsWhatWasAcceptedBefore() throws Exception {
    for (int i = 0; i < 20; i++) {
      String id = "seen-" + i;
      var _ =
          api.post(
              "/meta_instance",
              "{\"model_id\":\"%s\",\"meta_instance_id\":\"%s\",\"paused\":true}"
                  .formatted(ApiNode.MODEL, id));
      assertThat(api.get("/state").json().get("metaInstances").has(id)).isTrue();
    }
  }

  @Test
  void theLogInSnakeCaseLeadsToTheState() throws Exception {
    Answer told = api.get("/events");
    assertThat(told.response().headers().firstValue("X-First-Index")).hasValue("0");
    long next = told.response().headers().firstValueAsLong("X-Next-Index").orElseThrow();
    State state = State.empty();
    for (JsonNode event : told.json()) {
      state =
          EventApplier.apply(
              state,
              new IndexedEvent(
                  state.lastEventAppliedIdx() + 1,
                  ExoJson.wire().decode(WireTypes.EVENT, event.toString()),
                  null));
    }
    assertThat(state.lastEventAppliedIdx() + 1).isEqualTo(next);
    State then = state;
    State now = api.await(shown -> shown.lastEventAppliedIdx() >= then.lastEventAppliedIdx());
    assertThat(then.metaInstances()).isEqualTo(now.metaInstances());
    assertThat(then.topology()).isEqualTo(now.topology());
    assertThat(told.body()).contains("\"event_id\"").doesNotContain("\"eventId\"");
  }

  @Test
  void theLogIsReadInPieces() throws Exception {
    JsonNode all = api.get("/events").json();
    Answer piece = api.get("/events?from=1&limit=2");
    assertThat(piece.json()).hasSize(2);
    assertThat(piece.json().get(0)).isEqualTo(all.get(1));
    assertThat(piece.json().get(1)).isEqualTo(all.get(2));
    assertThat(piece.response().headers().firstValue("X-Next-Index")).hasValue("3");
    Answer beyond = api.get("/events?from=1000000000");
    assertThat(beyond.body()).isEqualTo("[]");
    assertThat(beyond.response().headers().firstValue("X-Next-Index")).hasValue("1000000000");
  }

  @Test
  void anIndexThatIsNoneIsRefused() throws Exception {
    for (String query :
        new String[] {"from=-1", "from=x", "from=", "limit=0", "limit=9999999", "from=1&from=2"}) {
      assertThat(api.get("/events?" + query).status()).as(query).isEqualTo(400);
    }
  }
}
