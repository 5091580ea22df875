package org.exojvm.core.state;

import org.exojvm.api.id.NodeId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.jspecify.annotations.Nullable;

/** Tells a state by its events, each with the index that is due. */
record StateStory(State state) {

  static StateStory of(Event... events) {
    return new StateStory(State.empty()).then(events);
  }

  StateStory then(Event... events) {
    StateStory story = this;
    for (Event event : events) {
      story = story.next(event, null);
    }
    return story;
  }

  StateStory thenFrom(String source, Event event) {
    return next(event, NodeId.of(source));
  }

  private StateStory next(Event event, @Nullable NodeId source) {
    return new StateStory(
        EventApplier.apply(
            state, new IndexedEvent(state.lastEventAppliedIdx() + 1, event, source)));
  }

  /** The state but for its index, for events that shall change nothing else. */
  static State withoutIndex(State state) {
    return state.withLastEventAppliedIdx(-1);
  }
}
