package org.exojvm.core.scenario;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.journal.MemoryEventLog;
import org.exojvm.core.journal.Replays;
import org.exojvm.core.master.Incident;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.master.MasterCore;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.MasterOutput;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.state.State;
import org.exojvm.core.worker.WorkerCore;
import org.exojvm.core.worker.WorkerInput;
import org.exojvm.core.worker.WorkerOutput;

/**
 * A master and workers with a network between them that, while it is bad, loses, duplicates, delays
 * and reorders messages; all from one seed. Time is counted in plan ticks.
 */
final class LossyCluster {

  static final SessionId SESSION = new SessionId(NodeId.of("master"), 5);
  private static final int LOST_PERCENT = 30;
  private static final int DUPLICATED_PERCENT = 20;
  private static final int MAX_DELAY_TICKS = 25;

  /** One process of one node. */
  record Boot(NodeId node, long number) {}

  private record Delivery(long tick, long order, Runnable action) {}

  final Random random;
  final MasterCore master;
  final Map<NodeId, WorkerCore> workers = new TreeMap<>(Comparator.comparing(NodeId::value));
  final Map<Boot, List<Event>> emitted = new HashMap<>();
  final List<IndexedEvent> indexed = new ArrayList<>();
  final Map<Incident, Integer> incidents = new HashMap<>();
  int snapshots;
  boolean bad = true;
  private final MemoryEventLog log;
  private final PriorityQueue<Delivery> network =
      new PriorityQueue<>(
          Comparator.comparingLong(Delivery::tick).thenComparingLong(Delivery::order));
  private final Map<NodeId, Long> boots = new HashMap<>();
  private final Set<Connection> links = new HashSet<>();
  private long tick;
  private long order;

  LossyCluster(long seed, int nodes, MasterConfig config) throws JournalException {
    random = new Random(seed);
    master = new MasterCore(config, SESSION, "m", PlacementStrategies.installed(), State.empty());
    log = MemoryEventLog.open(new MemoryEventLog.Disk());
    for (int i = 0; i < nodes; i++) {
      restart(NodeId.of("n" + i));
    }
  }

  void restart(NodeId node) {
    long boot = boots.merge(node, 1L, Long::sum);
    workers.put(node, new WorkerCore(node, SESSION, new IdSequence(node + "." + boot), boot));
    emitted.put(new Boot(node, boot), new ArrayList<>());
  }

  Boot currentBoot(NodeId node) {
    return new Boot(node, boots.getOrDefault(node, 0L));
  }

  /** A link of the node appears or vanishes: an event that must not be lost. */
  void changeLink(NodeId node) {
    Connection link =
        new Connection(
            node, NodeId.of("peer" + random.nextInt(4)), new Link.RdmaConnection("rdma0", "rdma1"));
    boolean found = links.add(link);
    if (!found) {
      links.remove(link);
    }
    step(node, found ? new WorkerInput.EdgeFound(link) : new WorkerInput.EdgeLost(link));
  }

  /** Forgets events at the master, as a journal does with old segments. */
  void trimLog() throws JournalException {
    log.snapshot(master.state());
    log.snapshot(master.state());
  }

  void pass(int ticks) {
    for (int i = 0; i < ticks; i++) {
      tick++;
      if (tick % 10 == 0) {
        step(new MasterInput.TickElapsed());
      }
      for (NodeId node : ImmutableList.copyOf(workers.keySet())) {
        step(node, new WorkerInput.PlanTick());
      }
      while (!network.isEmpty() && network.peek().tick() <= tick) {
        network.remove().action().run();
      }
    }
  }

  /** Delivers what is on its way, while nobody begins anything new. */
  void deliverAll() {
    while (!network.isEmpty()) {
      network.remove().action().run();
    }
  }

  private void step(NodeId node, WorkerInput input) {
    Boot boot = currentBoot(node);
    for (WorkerOutput output : workers.get(node).step(input)) {
      if (output instanceof WorkerOutput.EmitEvent(ForwarderEvent message)) {
        remember(boot, message);
        send(() -> step(new MasterInput.EventReceived(message)));
      } else if (output instanceof WorkerOutput.SendCommand(var message)) {
        send(() -> step(new MasterInput.CommandReceived(message.origin(), message.command())));
      }
    }
  }

  private void remember(Boot boot, ForwarderEvent message) {
    List<Event> events = emitted.get(boot);
    if (message.originIdx() == events.size()) {
      events.add(message.event());
    }
  }

  private void step(MasterInput input) {
    master.step(input).forEach(this::carryOut);
  }

  private void carryOut(MasterOutput output) {
    switch (output) {
      case MasterOutput.EventIndexed(IndexedEvent event) -> {
        indexed.add(event);
        keep(event);
        broadcast(
            new ForwarderEvent(
                event.idx(), SESSION.masterNodeId(), SESSION, event.event(), event.sourceNode()));
      }
      case MasterOutput.ReplayRequested replay -> replay(replay);
      case MasterOutput.SnapshotRequested requested -> {
        snapshots++;
        sendTo(requested.origin(), new WorkerInput.SnapshotReceived(requested.snapshot()));
      }
      case MasterOutput.IncidentNoted noted -> incidents.merge(noted.what(), 1, Integer::sum);
      case MasterOutput.CommandAnswered _, MasterOutput.EffectRequested _ -> {
        // Nobody waits for them here.
      }
    }
  }

  private void keep(IndexedEvent event) {
    log.append(List.of(new LogEntry(event, 0)));
    log.commit();
  }

  private void replay(MasterOutput.ReplayRequested replay) {
    if (replay.sinceIdx() < log.firstIdx()) {
      step(new MasterInput.ReplayUnavailable(replay.origin(), replay.sinceIdx()));
      return;
    }
    try {
      for (ForwarderEvent event : Replays.read(log, SESSION, replay.sinceIdx(), replay.count())) {
        sendTo(replay.origin(), new WorkerInput.GlobalEvent(event));
      }
    } catch (JournalException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void broadcast(ForwarderEvent message) {
    for (NodeId node : workers.keySet()) {
      sendTo(node, new WorkerInput.GlobalEvent(message));
    }
  }

  private void sendTo(NodeId node, WorkerInput input) {
    send(() -> step(node, input));
  }

  private void send(Runnable delivery) {
    if (bad && random.nextInt(100) < LOST_PERCENT) {
      return;
    }
    int copies = bad && random.nextInt(100) < DUPLICATED_PERCENT ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      long delay = bad ? 1 + random.nextInt(MAX_DELAY_TICKS) : 1;
      network.add(new Delivery(tick + delay, order++, delivery));
    }
  }
}
