package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.master.Incident;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/** Looks at every event as it is journalled, with the State before it and after it. */
final class Laws {

  /** Events, measurements left out, and faults that a failure shows. */
  private static final int LAST_LINES = 40;

  private static final int MAX_LINE_CHARS = 400;

  private final SimulatedCluster cluster;
  private final ReplicaLaw replicas = new ReplicaLaw();
  private final JournalLaw journal = new JournalLaw();
  private final IntentLaw intents = new IntentLaw();
  private final MemoryLaw memory = new MemoryLaw();
  private final RequestLaw requests = new RequestLaw();
  private final RunnerLaw runners;
  private final CalmLaw calm;
  private final ArrayDeque<Line> last = new ArrayDeque<>();
  private State state = State.empty();
  private @Nullable EventLog log;

  Laws(SimulatedCluster cluster) {
    this.cluster = cluster;
    this.runners = new RunnerLaw(cluster.clock());
    this.calm = new CalmLaw(cluster);
  }

  ReplicaLaw replicas() {
    return replicas;
  }

  JournalLaw journal() {
    return journal;
  }

  IntentLaw intents() {
    return intents;
  }

  MemoryLaw memory() {
    return memory;
  }

  RequestLaw requests() {
    return requests;
  }

  RunnerLaw runners() {
    return runners;
  }

  CalmLaw calm() {
    return calm;
  }

  long events() {
    return state.lastEventAppliedIdx() + 1;
  }

  /** Takes what was journalled in one step, and the state of the master after it. */
  void indexed(List<LogEntry> entries, State ofMaster, EventLog of) {
    indexed(entries);
    journal.replayWhenDue(of, ofMaster);
  }

  /**
   * A mastership begins: nothing that was told may be gone (S2, S8). What nobody was told may be
   * there or not; if it is, it is part of the journal from now on.
   */
  void recovered(EventLog recovered) {
    log = recovered;
    State found = recovered.recovery().state();
    intents.checkAll(found);
    int unheard = (int) Math.max(0, recovered.nextIdx() - events());
    if (unheard > 0) {
      indexed(JournalLaw.read(recovered, events(), unheard));
    }
    if (!state.equals(found)) {
      throw new BrokenRuleException(
          "S8",
          "The journal has recovered another State at event %d than there was at %d."
              .formatted(found.lastEventAppliedIdx(), state.lastEventAppliedIdx()));
    }
  }

  /** Replays the rest of the journal, at the end of a run, and compares. */
  void replayAll(State ofMaster) {
    if (log != null) {
      journal.replay(log, ofMaster);
    }
  }

  private void indexed(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      IndexedEvent event = entry.event();
      if (!(event.event() instanceof NodeGatheredInfo)) {
        remember(new Line(cluster.clock().nowMillis(), event));
      }
      replicas.indexed(event.idx(), journal.add(event));
      State before = state;
      state = EventApplier.apply(before, event);
      replicas.reached(state);
      check(before, event.event());
    }
  }

  private void check(State before, Event event) {
    intents.check(event);
    memory.check(before, event);
    requests.check(before, event);
    calm.check(event);
  }

  void noted(Incident incident, String detail) {
    if (incident == Incident.MANAGER_FAILED) {
      throw new BrokenRuleException("D12", "A process manager failed: " + detail);
    }
  }

  /** Notes something that is not an event. */
  void note(String what) {
    remember(new Line(cluster.clock().nowMillis(), what));
  }

  private void remember(Line line) {
    if (last.size() == LAST_LINES) {
      last.remove();
    }
    last.add(line);
  }

  ImmutableList<String> lastLines() {
    return last.stream().map(Line::text).collect(ImmutableList.toImmutableList());
  }

  /** Made into text only when somebody wants to read it. */
  private record Line(long atMillis, Object what) {

    String text() {
      String text =
          String.format(
              Locale.ROOT,
              "%12.3f s  %s",
              atMillis / 1e3,
              what instanceof IndexedEvent event ? "#" + event.idx() + " " + event.event() : what);
      return text.length() <= MAX_LINE_CHARS ? text : text.substring(0, MAX_LINE_CHARS) + "...";
    }
  }
}
