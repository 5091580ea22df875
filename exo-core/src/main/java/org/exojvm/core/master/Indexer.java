package org.exojvm.core.master;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.process.Effect;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/** Holds the state of a master and collects the outputs of one step. */
final class Indexer {

  private State state;
  private ImmutableList.Builder<MasterOutput> outputs = ImmutableList.builder();

  Indexer(State state) {
    this.state = state;
  }

  State state() {
    return state;
  }

  /** Indexes an event the master made itself. */
  void index(Event event) {
    index(event, null);
  }

  /** Indexes an event; {@code source} is the worker it came from, or null for the master. */
  void index(Event event, @Nullable NodeId source) {
    IndexedEvent indexed = new IndexedEvent(state.lastEventAppliedIdx() + 1, event, source);
    state = EventApplier.apply(state, indexed);
    outputs.add(new MasterOutput.EventIndexed(indexed));
  }

  void indexAll(Iterable<? extends Event> events) {
    events.forEach(this::index);
  }

  void request(Iterable<? extends Effect> effects) {
    effects.forEach(effect -> outputs.add(new MasterOutput.EffectRequested(effect)));
  }

  void output(MasterOutput output) {
    outputs.add(output);
  }

  void note(Incident what, String detail) {
    outputs.add(new MasterOutput.IncidentNoted(what, detail));
  }

  /** Returns the outputs of the step and begins the next one. */
  ImmutableList<MasterOutput> takeOutputs() {
    ImmutableList<MasterOutput> taken = outputs.build();
    outputs = ImmutableList.builder();
    return taken;
  }
}
