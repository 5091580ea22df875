package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.jspecify.annotations.Nullable;

/**
 * One computer: what is true of it, whatever its node believes and reports. It outlives the nodes
 * that run on it one after the other.
 */
final class Machine {

  /** Most inputs that wait while a machine stands still; it does so for 5 s at most. */
  static final int MAX_WAITING_INPUTS = 1_000_000;

  final int index;
  private final Memory ram;
  private final Memory usedByOthers;
  private final ImmutableSet<Integer> thunderboltPeers;
  private final Map<RunnerId, Memory> held = new LinkedHashMap<>();
  private final Map<Integer, Integer> cableFaults = new HashMap<>();
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private Memory takenByFaults = Memory.ZERO;
  private int rdmaFaults;
  private int queuePairFaults;
  private int pauses;
  private long pausedMillis;
  private int lives;
  private long undisturbedSince;
  private SimulatedDisk disk = new SimulatedDisk();
  private @Nullable SimulatedNode node;

  /** Time that its clock is ahead of the virtual one; nothing but stamps depends on it. */
  long clockAheadMillis;

  Machine(int index, Memory ram, Memory usedByOthers, ImmutableSet<Integer> thunderboltPeers) {
    this.index = index;
    this.ram = ram;
    this.usedByOthers = usedByOthers;
    this.thunderboltPeers = thunderboltPeers;
  }

  /** Returns the node that runs here, null while the power is off. */
  @Nullable SimulatedNode node() {
    return node;
  }

  boolean isPowered() {
    return node != null;
  }

  /** Returns the disk with the log of the node. */
  SimulatedDisk disk() {
    return disk;
  }

  /** Puts another disk in, while the power is off. */
  void replaceDisk(SimulatedDisk other) {
    disk = other;
  }

  /** Notes that nothing can be expected of the machine before a time. */
  void disturbedUntil(long millis) {
    undisturbedSince = Math.max(undisturbedSince, millis);
  }

  /** Returns since when the machine has had power and not stood still. */
  long undisturbedSince() {
    return undisturbedSince;
  }

  int lives() {
    return lives;
  }

  /** Lets a node run here. */
  void start(SimulatedNode started) {
    lives++;
    node = started;
    if (pauses > 0) {
      started.pause();
    }
  }

  /** Cuts the power; of what is not durable this much is on the disk. */
  void powerOff(int kept) {
    SimulatedNode running = node;
    if (running != null) {
      node = null;
      held.clear();
      waiting.clear();
      running.powerOff(kept);
    }
  }

  void receive(Message message) {
    whenRunning(
        () -> {
          SimulatedNode running = node;
          if (running != null) {
            running.receive(message);
          }
        });
  }

  /** Does something now, or when the machine goes on if it stands still. */
  void whenRunning(Runnable action) {
    if (pauses == 0) {
      action.run();
    } else if (waiting.size() < MAX_WAITING_INPUTS) {
      waiting.add(action);
    }
  }

  boolean isPaused() {
    return pauses > 0;
  }

  /** Returns how long the machine has stood still so far. */
  long pausedMillis() {
    return pausedMillis;
  }

  void pause() {
    if (pauses == 0 && node != null) {
      node.pause();
    }
    pauses++;
  }

  void goOn(long afterMillis) {
    pauses--;
    pausedMillis += afterMillis;
    if (pauses == 0 && node != null) {
      node.goOn();
    }
    while (pauses == 0 && !waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  /** Returns what the node measures now. */
  MemoryUsage memory() {
    Memory free = ram.minus(usedByOthers).minus(takenByFaults).minus(sum(held));
    return new MemoryUsage(
        ram, free.compareTo(Memory.ZERO) < 0 ? Memory.ZERO : free, Memory.ZERO, Memory.ZERO);
  }

  Memory ram() {
    return ram;
  }

  ImmutableSet<RunnerId> holders() {
    return ImmutableSet.copyOf(held.keySet());
  }

  /** Returns whether there is room; a runner takes it whether or not there is. */
  boolean take(RunnerId runner, Memory weights) {
    boolean fits = weights.compareTo(memory().ramAvailable()) <= 0;
    held.put(runner, weights);
    return fits;
  }

  boolean free(RunnerId runner) {
    return held.remove(runner) != null;
  }

  void takeMemory(Memory amount) {
    takenByFaults = takenByFaults.plus(amount);
  }

  /** Begins or ends a time in which the Thunderbolt devices have no queue pair left. */
  void changeQueuePairs(int by) {
    queuePairFaults += by;
  }

  boolean hasQueuePairs() {
    return queuePairFaults == 0;
  }

  void changeCable(int peer, int by) {
    cableFaults.merge(peer, by, Integer::sum);
  }

  boolean isCabled(int peer) {
    return cableFaults.getOrDefault(peer, 0) == 0;
  }

  void changeRdma(int by) {
    rdmaFaults += by;
  }

  boolean isRdmaUp() {
    return rdmaFaults == 0;
  }

  ImmutableList<Integer> thunderboltPeers() {
    return thunderboltPeers.asList();
  }

  boolean hasThunderboltTo(int peer) {
    return thunderboltPeers.contains(peer);
  }

  private static Memory sum(Map<RunnerId, Memory> parts) {
    long bytes = 0;
    for (Memory part : parts.values()) {
      bytes += part.inBytes();
    }
    return Memory.ofBytes(bytes);
  }
}
