package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.master.Incident;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;

/** Looks at every event as it is journalled, with the State before it and after it. */
final class Laws {

  /** Events, measurements left out, and faults that a failure shows. */
  private static final int LAST_LINES = 40;

  private static final int MAX_LINE_CHARS = 400;

  private final SimulatedCluster cluster;
  private final Chapters chapters = new Chapters();
  private final ReplicaLaw replicas = new ReplicaLaw(chapters);
  private final JournalLaw journal = new JournalLaw();
  private final IntentLaw intents = new IntentLaw();
  private final MemoryLaw memory = new MemoryLaw();
  private final BreakerLaw breakers = new BreakerLaw();
  private final RequestLaw requests = new RequestLaw();
  private final RunnerLaw runners;
  private final TakeOverLaw takeOvers;
  private final SuccessionLaw successions;
  private final CalmLaw calm;
  private final EvictionLaw evictions;
  private final ArrayDeque<Line> last = new ArrayDeque<>();
  private long events;

  Laws(SimulatedCluster cluster) {
    this.cluster = cluster;
    this.runners = new RunnerLaw(cluster.clock());
    this.takeOvers = new TakeOverLaw(cluster.clock(), chapters);
    this.successions = new SuccessionLaw(cluster);
    this.calm = new CalmLaw(cluster);
    this.evictions = new EvictionLaw(cluster.options().faults());
  }

  Chapters chapters() {
    return chapters;
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

  BreakerLaw breakers() {
    return breakers;
  }

  RequestLaw requests() {
    return requests;
  }

  RunnerLaw runners() {
    return runners;
  }

  TakeOverLaw takeOvers() {
    return takeOvers;
  }

  SuccessionLaw successions() {
    return successions;
  }

  CalmLaw calm() {
    return calm;
  }

  long events() {
    return events;
  }

  /** Takes what a master has made durable in one step. */
  void indexed(Chapter chapter, List<LogEntry> entries) {
    indexed(chapter, entries, true);
  }

  /**
   * A process has opened its log: what was durable must be there (S8). What nobody was told may be
   * there or not; if it is, it is part of the log from now on.
   */
  void recovered(NodeJournal journal, SimulatedDisk disk) {
    State found = journal.recovered();
    if (found.lastEventAppliedIdx() < disk.promisedIdx()) {
      throw new BrokenRuleException(
          "S8",
          "The journal ends at event %d, and %d was durable."
              .formatted(found.lastEventAppliedIdx(), disk.promisedIdx()));
    }
    if (found.lastEventAppliedIdx() == disk.atEnd().lastEventAppliedIdx()
        && !found.equals(disk.atEnd())) {
      throw otherState(found);
    }
    Chapter chapter = chapters.of(found);
    if (chapter == null) {
      return;
    }
    int unheard = (int) Math.max(0, found.lastEventAppliedIdx() - chapter.lastIdx());
    if (unheard > 0) {
      indexed(chapter, JournalLaw.read(journal.log(), chapter.lastIdx() + 1, unheard), false);
    }
    requireSame(chapter, found);
  }

  /** A mastership begins behind what the log of its node holds. */
  Chapter opened(Machine machine, SessionId session, State base) {
    Chapter before = chapters.of(base);
    if (before != null) {
      requireSame(before, base);
    }
    Chapter opened = chapters.open(session, base);
    intents.opened(opened);
    memory.opened(opened);
    successions.opened(machine, opened);
    return opened;
  }

  private static void requireSame(Chapter chapter, State found) {
    if (chapter.lastIdx() == found.lastEventAppliedIdx() && !chapter.state().equals(found)) {
      throw otherState(found);
    }
  }

  private static BrokenRuleException otherState(State found) {
    return new BrokenRuleException(
        "S8",
        "A journal gives another State at event %d than there was."
            .formatted(found.lastEventAppliedIdx()));
  }

  private void indexed(Chapter chapter, List<LogEntry> entries, boolean isNew) {
    for (LogEntry entry : entries) {
      IndexedEvent event = entry.event();
      if (!(event.event() instanceof NodeGatheredInfo)) {
        remember(new Line(cluster.clock().nowMillis(), event));
      }
      check(chapter, event.event(), isNew);
      chapter.add(journal.add(event), EventApplier.apply(chapter.state(), event));
      replicas.reached(chapter.session, chapter.state());
      events++;
    }
    breakers.endOfStep();
  }

  private void check(Chapter chapter, Event event, boolean isNew) {
    intents.check(chapter, event, isNew);
    memory.check(chapter, event);
    breakers.check(chapter, event);
    requests.check(chapter.state(), event);
    takeOvers.check(chapter, event);
    evictions.check(event);
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
