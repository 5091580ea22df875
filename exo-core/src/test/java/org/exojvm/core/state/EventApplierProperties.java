package org.exojvm.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.jspecify.annotations.Nullable;

/** Goal: apply is a total, deterministic function. Method: streams of events over few ids. */
class EventApplierProperties {

  /** An event with the node it came from, if it names one. */
  record Sent(Event event, @Nullable String source) {}

  @Property(tries = 300)
  void applyIsTotal_andEveryEventMovesTheIndexByOne(@ForAll("streams") List<Sent> stream) {
    List<State> states = replay(stream);
    for (int event = 0; event < stream.size(); event++) {
      assertThat(states.get(event).lastEventAppliedIdx()).isEqualTo(event);
    }
  }

  @Property(tries = 150)
  void applyIsDeterministic_andNoStateChangesAfterwards(@ForAll("streams") List<Sent> stream) {
    List<State> first = replay(stream);
    List<String> asText = first.stream().map(State::toString).toList();
    List<State> second = replay(stream);
    assertThat(second).isEqualTo(first);
    // Texts show the order of maps as well, and whether later events show in earlier states.
    assertThat(second.stream().map(State::toString)).isEqualTo(asText);
    assertThat(first.stream().map(State::toString)).isEqualTo(asText);
  }

  @Property(tries = 200)
  void nodesWithAnIndex_areThoseHeardOfSinceTheyLeft(@ForAll("streams") List<Sent> stream) {
    for (State state : replay(stream)) {
      state
          .lastEventIndexByNode()
          .entries()
          .forEach(
              entry -> assertThat(entry.getValue()).isBetween(0L, state.lastEventAppliedIdx()));
      Set<NodeId> measured = new HashSet<>();
      state.nodeMemory().keys().forEach(measured::add);
      state.nodeThunderboltBridge().keys().forEach(measured::add);
      assertThat(measured).allMatch(state.topology()::contains);
      assertThat(measured).allMatch(state.lastEventIndexByNode()::containsKey);
      assertThat(measured).noneMatch(state.departedNodes()::containsKey);
    }
  }

  @Property(tries = 200)
  void aDisconnect_leavesNothingOfTheNodeButItsPast(@ForAll("streams") List<Sent> stream) {
    List<State> states = replay(stream);
    for (int index = 0; index < stream.size(); index++) {
      if (stream.get(index).event() instanceof NodeDisconnected(_, NodeId node)) {
        State state = states.get(index);
        assertThat(state.topology().contains(node)).isFalse();
        assertThat(state.lastEventIndexByNode().containsKey(node)).isFalse();
        assertThat(state.downloads().containsKey(node)).isFalse();
        assertThat(state.nodeNetwork().containsKey(node)).isFalse();
        assertThat(state.thunderboltBridgeCycles())
            .noneMatch(cycle -> cycle.nodes().contains(node));
      }
    }
  }

  private static List<State> replay(List<Sent> stream) {
    List<State> states = new ArrayList<>();
    State state = State.empty();
    for (Sent sent : stream) {
      NodeId source = sent.source() == null ? null : NodeId.of(sent.source());
      long idx = state.lastEventAppliedIdx() + 1;
      state = EventApplier.apply(state, new IndexedEvent(idx, sent.event(), source));
      states.add(state);
    }
    return states;
  }

  @Provide
  Arbitrary<List<Sent>> streams() {
    Arbitrary<@Nullable String> sources = Arbitraries.of("a", "b", "c", "d").injectNull(0.6);
    return Combinators.combine(CollidingEvents.any(), sources).as(Sent::new).list().ofMaxSize(120);
  }
}
