package org.exojvm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.exojvm.api.collection.JsonText;
import org.exojvm.api.id.EventId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.OpaqueEvent;
import org.exojvm.core.event.TestEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** D11: events of a newer version pass through streams and the journal unharmed. */
class OpaqueEventTest {

  private static final ExoJson KEEPING = ExoJson.wireKeepingUnknownEvents();
  private static final String NEWER =
      "{\"NodeUpgraded\":{\"event_id\":\"e\",\"to\":\"2.0\",\"share\":1.50,\"steps\":[1,{\"a\":null}],\"who\":\"h\u00f4te"
          + " \\\"x\\\"\"}}";

  @Test
  void unknownEventsAreKeptAndEncodedUnchanged() throws MalformedMessageException {
    Event event = KEEPING.decode(WireTypes.EVENT, NEWER);
    assertThat(event)
        .isInstanceOfSatisfying(
            OpaqueEvent.class,
            opaque -> {
              assertThat(opaque.eventId()).isEqualTo(EventId.of("e"));
              assertThat(opaque.tag()).isEqualTo("NodeUpgraded");
            });
    assertThat(KEEPING.encode(WireTypes.EVENT, event)).isEqualTo(NEWER);
    assertThat(ExoJson.wire().encode(WireTypes.EVENT, event)).isEqualTo(NEWER);
  }

  @Test
  void blanksAreNotKept() throws MalformedMessageException {
    assertThat(
            KEEPING.decode(WireTypes.EVENT, "{ \"New\" : { \"x\" : [ ] , \"event_id\":\"e\" } }"))
        .isEqualTo(
            new OpaqueEvent(EventId.of("e"), "New", new JsonText("{\"x\":[],\"event_id\":\"e\"}")));
  }

  @Test
  void unknownEventsTravelInEnvelopes() throws MalformedMessageException {
    String text = "{\"idx\":7,\"event\":" + NEWER + ",\"source_node\":\"n\"}";
    assertThat(
            KEEPING.encode(WireTypes.INDEXED_EVENT, KEEPING.decode(WireTypes.INDEXED_EVENT, text)))
        .isEqualTo(text);
  }

  @Test
  void knownEventsAreDecodedAsAlways() throws MalformedMessageException {
    assertThat(KEEPING.decode(WireTypes.EVENT, "{\"TestEvent\":{\"event_id\":\"e\"}}"))
        .isEqualTo(new TestEvent(EventId.of("e")));
    assertThatThrownBy(
            () -> KEEPING.decode(WireTypes.EVENT, "{\"TestEvent\":{\"event_id\":\"e\",\"x\":1}}"))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void thePlainCodecRejectsThem() {
    assertThatThrownBy(() -> ExoJson.wire().decode(WireTypes.EVENT, NEWER))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("no tag \"NodeUpgraded\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"New\":{}}",
        "{\"New\":{\"event_id\":\"\"}}",
        "{\"New\":{\"event_id\":5}}",
        "{\"New\":{\"x\":{\"event_id\":\"e\"}}}",
        "{\"New\":null}",
        "{\"New\":\"e\"}",
        "{\"New\":{\"event_id\":\"e\"},\"Newer\":{}}",
        "{\"New\":{\"event_id\":\"e\",\"event_id\":\"f\"}}",
        "{\"New\":{\"event_id\":\"e\",\"x\":NaN}}",
        "{}",
      })
  void eventsWithoutAnIdOrOfNoShapeAreRejected(String text) {
    assertThatThrownBy(() -> KEEPING.decode(WireTypes.EVENT, text))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageStartingWith("Event");
  }

  @Test
  void onlyEventsAreKept() {
    assertThatThrownBy(() -> KEEPING.decode(WireTypes.COMMAND, "{\"New\":{\"command_id\":\"c\"}}"))
        .isInstanceOf(MalformedMessageException.class);
  }
}
