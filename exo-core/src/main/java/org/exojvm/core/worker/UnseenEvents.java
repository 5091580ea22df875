package org.exojvm.core.worker;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.exojvm.api.id.EventId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.TopologyEvent;

/**
 * The events of this node that have not been seen in the stream of the master yet (D16). Each keeps
 * its index and is sent again, ever more slowly, until it or a later one is seen: the master takes
 * the events of a node in order, so one that is seen vouches for all before it, also for those that
 * the master refused.
 *
 * <p>Bounded: at most {@link #MAX_IN_FLIGHT} events have an index; what comes after waits without
 * one, at most {@link #MAX_WAITING}. When those are full the oldest waiting measurement goes, since
 * a later one says more; when there is none the new event is refused. Both are counted. What has an
 * index is never dropped, or the master would wait for it for ever.
 */
final class UnseenEvents {

  /**
   * Most events sent and not seen. More: the buffer of the master, 4,096, overflows behind one that
   * is lost. Fewer: a burst takes several round trips.
   */
  static final int MAX_IN_FLIGHT = 1_000;

  /** Most events that wait to be sent. Fewer: a short absence of the master loses measurements. */
  static final int MAX_WAITING = 10_000;

  /** Most events sent again in one plan tick; more would flood a master that comes back. */
  static final int MAX_RESENT_PER_TICK = 100;

  /**
   * Plan ticks until an event is sent again: 1.5 s. Shorter than a round trip and the second for
   * which a master keeps measurements before it makes them durable: sent in vain, every one.
   */
  static final long FIRST_DELAY_TICKS = 15;

  /** Most plan ticks between two tries: 10 s. Longer: slower recovery. */
  static final long MAX_DELAY_TICKS = 100;

  private static final int MAX_DOUBLINGS = 4;

  private static final class InFlight {
    final Event event;
    long dueTick;
    int tries;

    InFlight(Event event) {
      this.event = event;
    }

    void sentAt(long tick) {
      dueTick =
          tick + Math.min(MAX_DELAY_TICKS, FIRST_DELAY_TICKS << Math.min(tries, MAX_DOUBLINGS));
      tries++;
    }
  }

  private final BiConsumer<Long, Event> sender;
  private final TreeMap<Long, InFlight> inFlight = new TreeMap<>();
  private final Map<EventId, Long> indices = new HashMap<>();
  private final LinkedHashMap<EventId, Event> waiting = new LinkedHashMap<>();
  private final Queue<EventId> waitingMeasurements = new ArrayDeque<>();
  private long nextIdx;
  private long tick;
  private long lastEmittedTick;
  private long droppedMeasurements;
  private long refused;

  /** Creates an empty collection; {@code sender} sends an event with its index in the stream. */
  UnseenEvents(BiConsumer<Long, Event> sender) {
    this.sender = sender;
  }

  /** Sends an event, now or when there is room; returns whether there is or will be. */
  boolean emit(Event event) {
    lastEmittedTick = tick;
    if (waiting.isEmpty() && inFlight.size() < MAX_IN_FLIGHT) {
      send(event);
    } else if (makeRoom()) {
      waiting.put(event.eventId(), event);
      if (event instanceof NodeGatheredInfo) {
        waitingMeasurements.add(event.eventId());
      }
    } else {
      refused++;
      return false;
    }
    return true;
  }

  /**
   * Begins a new stream, to a master that has seen nothing of it: what is unseen is numbered from 0
   * and sent again, a bounded number per tick.
   *
   * @param withMeasurements whether these are sent again too
   */
  void startAnew(boolean withMeasurements) {
    // Who is linked to whom is told anew from what is true by then; an old report of a link would
    // bring a node back that has died with the master.
    List<InFlight> again =
        inFlight.values().stream().filter(sent -> !(sent.event instanceof TopologyEvent)).toList();
    waiting.values().removeIf(TopologyEvent.class::isInstance);
    if (!withMeasurements) {
      again = again.stream().filter(sent -> !(sent.event instanceof NodeGatheredInfo)).toList();
      waitingMeasurements.forEach(waiting::remove);
      waitingMeasurements.clear();
    }
    inFlight.clear();
    indices.clear();
    nextIdx = 0;
    for (InFlight sent : again) {
      sent.tries = 0;
      sent.dueTick = tick;
      indices.put(sent.event.eventId(), nextIdx);
      inFlight.put(nextIdx++, sent);
    }
    sendWaiting();
  }

  /** Returns whether an event has not been seen yet. */
  boolean contains(EventId event) {
    return indices.containsKey(event) || waiting.containsKey(event);
  }

  /** Takes note that an event is in the stream of the master. */
  void seen(EventId event) {
    Long idx = indices.get(event);
    if (idx != null) {
      seenBefore(idx + 1);
    }
  }

  /** Takes note that the master has taken in all events before an index. */
  void seenBefore(long idx) {
    Map<Long, InFlight> seen = inFlight.headMap(idx);
    seen.values().forEach(sent -> indices.remove(sent.event.eventId()));
    seen.clear();
    sendWaiting();
  }

  private void sendWaiting() {
    while (inFlight.size() < MAX_IN_FLIGHT && !waiting.isEmpty()) {
      Event next = waiting.pollFirstEntry().getValue();
      if (next instanceof NodeGatheredInfo) {
        waitingMeasurements.remove();
      }
      send(next);
    }
  }

  /** A plan tick has passed: sends again what is due, oldest first. */
  void tick() {
    tick++;
    int resent = 0;
    for (Map.Entry<Long, InFlight> entry : inFlight.entrySet()) {
      if (resent >= MAX_RESENT_PER_TICK) {
        return;
      }
      if (entry.getValue().dueTick <= tick) {
        sender.accept(entry.getKey(), entry.getValue().event);
        entry.getValue().sentAt(tick);
        resent++;
      }
    }
  }

  /** Returns the number of plan ticks until something is due; far away while nothing waits. */
  long ticksToNextTry() {
    long dueTick = Long.MAX_VALUE;
    for (InFlight sent : inFlight.values()) {
      dueTick = Math.min(dueTick, sent.dueTick);
    }
    return dueTick - tick;
  }

  /** Plan ticks have passed in which nothing was due. */
  void skip(long ticks) {
    tick += ticks;
  }

  /** Returns the number of plan ticks since the last new event. */
  long quietTicks() {
    return tick - lastEmittedTick;
  }

  /** Returns the number of events not seen yet, sent or waiting. */
  int count() {
    return inFlight.size() + waiting.size();
  }

  /** Returns the number of measurements that made room for other events. */
  long droppedMeasurements() {
    return droppedMeasurements;
  }

  /** Returns the number of events there was no room for. */
  long refused() {
    return refused;
  }

  private void send(Event event) {
    InFlight sent = new InFlight(event);
    inFlight.put(nextIdx, sent);
    indices.put(event.eventId(), nextIdx);
    sender.accept(nextIdx, event);
    sent.sentAt(tick);
    nextIdx++;
  }

  private boolean makeRoom() {
    if (waiting.size() < MAX_WAITING) {
      return true;
    }
    EventId oldest = waitingMeasurements.poll();
    if (oldest == null) {
      return false;
    }
    waiting.remove(oldest);
    droppedMeasurements++;
    return true;
  }
}
