package org.exojvm.core.master;

import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelData;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelGathered;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;

/**
 * The rounds of the JACCL side channel that wait for contributions. A round belongs to one attempt
 * of an instance (D20): it is complete when every runner has contributed, and what it gathered goes
 * to all of them, in the order of their ranks. A runner that contributes twice to a round means the
 * later one.
 *
 * <p>Bounded: at most {@link #MAX_OPEN_ROUNDS} rounds of an instance, each of at most {@link
 * #MAX_ROUND_BYTES}, for at most {@link #DEADLINE_TICKS}. A round beyond that is dropped and noted;
 * its runners give up by themselves and the instance is retried. Rounds of an instance that is
 * deleted or retried go with its attempt.
 */
final class SideChannelRounds {

  /** Ranks are in step, so one or two are open. More: a broken runner fills memory. */
  static final int MAX_OPEN_ROUNDS = 8;

  /** Queue pair data is a few KiB per rank. More: the gathered event outgrows a message. */
  static final int MAX_ROUND_BYTES = 256 << 10;

  /** Seconds a round may wait; ranks reach it seconds apart. Longer: old data stays around. */
  static final long DEADLINE_TICKS = 60;

  private record Key(InstanceId instance, long attempt, long sequence) {}

  private record Round(long openedTick, Map<RunnerId, Bytes> data) {
    int bytes() {
      return data.values().stream().mapToInt(Bytes::size).sum();
    }
  }

  private final Indexer indexer;
  private final IdSequence ids;
  private final Map<Key, Round> rounds = new LinkedHashMap<>();
  private long tick;

  SideChannelRounds(Indexer indexer, IdSequence ids) {
    this.indexer = indexer;
    this.ids = ids;
  }

  /** Takes in a contribution, and emits the round when it was the last. */
  void contributed(NodeId origin, JacclSideChannelData data) {
    Instance instance = indexer.state().instances().get(data.instanceId());
    if (instance == null || !Ranks.isOn(instance.shardAssignments(), origin, data.runnerId())) {
      dropped(data, "node " + origin + " has no such runner in such an instance");
      return;
    }
    Long attempt = data.attempt();
    if (attempt != null && attempt != instance.attempt()) {
      dropped(data, "attempt " + attempt + " is not " + instance.attempt());
      return;
    }
    if (data.data().size() > MAX_ROUND_BYTES) {
      dropped(data, "it has " + data.data().size() + " bytes, more than " + MAX_ROUND_BYTES);
      return;
    }
    indexer.index(data, origin);
    Key key = new Key(data.instanceId(), instance.attempt(), data.sequence());
    Round round = rounds.computeIfAbsent(key, _ -> new Round(tick, new HashMap<>()));
    round.data.put(data.runnerId(), data.data());
    if (round.bytes() > MAX_ROUND_BYTES) {
      drop(key, "it holds " + round.bytes() + " bytes, more than " + MAX_ROUND_BYTES);
    } else if (round.data.size() == instance.shardAssignments().runnerToShard().size()) {
      rounds.remove(key);
      complete(key, round, instance);
    } else {
      keepWithinBound(key.instance);
    }
  }

  /** A second has passed: drops what nobody waits for and what has waited too long. */
  void tick() {
    tick++;
    State state = indexer.state();
    rounds.keySet().removeIf(key -> !isCurrent(state, key));
    Iterator<Map.Entry<Key, Round>> all = rounds.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Key, Round> entry = all.next();
      if (tick - entry.getValue().openedTick >= DEADLINE_TICKS) {
        all.remove();
        note(entry.getKey(), "it has waited for " + DEADLINE_TICKS + " s");
      }
    }
  }

  /** Returns the number of rounds that wait. */
  int openRounds() {
    return rounds.size();
  }

  private void complete(Key key, Round round, Instance instance) {
    ImmutableMap.Builder<RunnerId, Bytes> gathered = ImmutableMap.builder();
    for (RunnerId runner : Ranks.inOrder(instance.shardAssignments()).keySet()) {
      Bytes data = round.data.get(runner);
      if (data != null) {
        gathered.put(runner, data);
      }
    }
    indexer.index(
        new JacclSideChannelGathered(
            ids.nextEventId(), key.instance, key.sequence, gathered.buildOrThrow(), key.attempt));
  }

  private void keepWithinBound(InstanceId instance) {
    Key oldest = null;
    int open = 0;
    for (Key key : rounds.keySet()) {
      if (key.instance.equals(instance)) {
        open++;
        oldest = oldest == null ? key : oldest;
      }
    }
    if (oldest != null && open > MAX_OPEN_ROUNDS) {
      drop(oldest, "more than " + MAX_OPEN_ROUNDS + " rounds of the instance are open");
    }
  }

  private static boolean isCurrent(State state, Key key) {
    Instance instance = state.instances().get(key.instance);
    return instance != null && instance.attempt() == key.attempt;
  }

  private void drop(Key key, String why) {
    rounds.remove(key);
    note(key, why);
  }

  private void note(Key key, String why) {
    indexer.note(
        Incident.SIDE_CHANNEL_DROPPED,
        "round %d of attempt %d of instance %s is dropped: %s"
            .formatted(key.sequence, key.attempt, key.instance, why));
  }

  private void dropped(JacclSideChannelData data, String why) {
    indexer.note(
        Incident.SIDE_CHANNEL_DROPPED,
        "contribution of runner %s to round %d of instance %s is dropped: %s"
            .formatted(data.runnerId(), data.sequence(), data.instanceId(), why));
  }
}
