package org.exojvm.core.simulation;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Carries messages between machines, and loses, delays, repeats and reorders them when told to.
 * Without that a message takes 1 to 3 ms and none overtakes another on the same way. What a machine
 * sends to itself always arrives.
 */
final class SimulatedNetwork {

  private static final long LOCAL_MILLIS = 1;
  private static final long LEAST_MILLIS = 1;
  private static final long USUAL_MILLIS = 3;
  private static final long LONGEST_MILLIS = 2_000;
  private static final int LOST_PERCENT = 10;
  private static final int REPEATED_PERCENT = 20;

  private final SimulationClock clock;
  private final Dice dice;
  private final int machines;
  private final IntFunction<Machine> machine;
  private final long[] lastArrivalMillis;
  private final int[] cuts;
  private int drops;
  private int delays;
  private int reorders;
  private int duplicates;
  private int snapshotLosses;
  private long unfairUntilMillis;

  SimulatedNetwork(SimulationClock clock, Dice dice, int machines, IntFunction<Machine> machine) {
    this.clock = clock;
    this.dice = dice;
    this.machines = machines;
    this.machine = machine;
    this.lastArrivalMillis = new long[machines * machines];
    this.cuts = new int[machines * machines];
    Arrays.fill(lastArrivalMillis, -1);
  }

  /** Begins or ends, with -1, a time in which messages are lost. */
  void changeDrops(int by) {
    drops += by;
    unfairUntilMillis = clock.nowMillis();
  }

  void changeDelays(int by) {
    delays += by;
    unfairUntilMillis = clock.nowMillis();
  }

  void changeReorders(int by) {
    reorders += by;
    unfairUntilMillis = clock.nowMillis();
  }

  void changeDuplicates(int by) {
    duplicates += by;
  }

  void changeSnapshotLosses(int by) {
    snapshotLosses += by;
  }

  /** Cuts one way between two machines, or takes back one cut. */
  void changeCuts(int from, int to, int by) {
    cuts[from * machines + to] += by;
  }

  boolean isCut(int from, int to) {
    return cuts[from * machines + to] > 0;
  }

  /** Returns whether for so long messages were neither lost nor late, but where ways are cut. */
  boolean isFair(long millis) {
    return drops + delays + reorders == 0 && unfairUntilMillis <= clock.nowMillis() - millis;
  }

  void sendToOthers(int from, Message message) {
    for (int to = 0; to < machines; to++) {
      if (to != from) {
        send(from, to, message);
      }
    }
  }

  void sendToAll(int from, Message message) {
    for (int to = 0; to < machines; to++) {
      send(from, to, message);
    }
  }

  void send(int from, int to, Message message) {
    if (from == to) {
      clock.after(LOCAL_MILLIS, () -> machine.apply(to).receive(message));
      return;
    }
    deliver(from, to, message);
    if (duplicates > 0 && dice.percent(REPEATED_PERCENT)) {
      deliver(from, to, message);
    }
  }

  private void deliver(int from, int to, Message message) {
    boolean lost = drops > 0 && dice.percent(LOST_PERCENT);
    if (lost || isCut(from, to) || (snapshotLosses > 0 && message instanceof Message.Snapshot)) {
      return;
    }
    long most = delays > 0 ? LONGEST_MILLIS : reorders > 0 ? LONGEST_MILLIS / 10 : USUAL_MILLIS;
    long arrival = clock.nowMillis() + dice.between(LEAST_MILLIS, most);
    int way = from * machines + to;
    if (reorders == 0) {
      arrival = Math.max(arrival, lastArrivalMillis[way]);
    }
    lastArrivalMillis[way] = Math.max(arrival, lastArrivalMillis[way]);
    clock.after(arrival - clock.nowMillis(), () -> machine.apply(to).receive(message));
  }
}
