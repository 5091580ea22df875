package org.exojvm.core.simulation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.core.engine.simulated.SimulatedFault;
import org.exojvm.core.engine.simulated.SimulatedPhase;

/** Lets faults strike, and pass. Each kind draws from a source of its own. */
final class Faults {

  /** Within this time every fault has passed. */
  static final long LONGEST_MILLIS = 180_000;

  private static final long SHORTEST_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final long LONGEST_RESTART_MILLIS = 30_000;

  /** Short, because every try fails at once and the next follows a second later. */
  private static final long LONGEST_QUEUE_PAIRS_MILLIS = 20_000;

  private static final long LONGEST_JUMP_MILLIS = 365L * 24 * 3_600_000;
  private static final String NOTHING = "";

  private final SimulatedCluster cluster;
  private final Map<FaultKind, Dice> sources = new EnumMap<>(FaultKind.class);

  private final MasterFlips masterFlips;

  /** One clone at a time, or its machine would be taken for that of another. */
  private boolean clonedNow;

  Faults(SimulatedCluster cluster) {
    this.cluster = cluster;
    this.masterFlips = new MasterFlips(cluster);
    for (FaultKind kind : FaultKind.values()) {
      sources.put(kind, cluster.dice().split("fault " + kind.label()));
    }
  }

  /** Returns what was done, empty when there was nothing to do it to. */
  String strike(FaultKind kind) {
    Dice dice = sources.getOrDefault(kind, cluster.dice());
    SimulatedNetwork network = cluster.network();
    return switch (kind) {
      case DROP -> forAWhile(dice, network::changeDrops);
      case DELAY -> forAWhile(dice, network::changeDelays);
      case REORDER -> forAWhile(dice, network::changeReorders);
      case DUPLICATE -> forAWhile(dice, network::changeDuplicates);
      case PARTITION -> partition(dice, true);
      case ONE_WAY_PARTITION -> partition(dice, false);
      case LINK_FLAP -> flap(dice);
      case RDMA_PORT_DOWN -> portDown(dice);
      case QUEUE_PAIRS -> queuePairs(dice);
      case PAUSE -> pause(dice);
      case CRASH, RESTART_SAME_ID -> crash(dice, kind, target(dice));
      case RESTART_NEW_ID ->
          cluster.machines().size() < 2 ? NOTHING : crash(dice, kind, target(dice));
      case CRASH_MID_WRITE -> crashMidWrite(dice, false);
      case TORN_TAIL -> crashMidWrite(dice, true);
      case DISK_FULL -> diskFull(dice);
      case CLONED_ID -> clone(dice, target(dice));
      case CLOCK_JUMP -> clockJump(dice);
      case RUNNER_OOM -> outOfMemory(dice);
      case MEMORY_SHRINKS -> memoryShrinks(dice);
      case INTENT_EDIT -> {
        cluster.workload().editOne(dice);
        yield "an intent is deleted and declared anew";
      }
      case SNAPSHOT_LOST -> forAWhile(dice, network::changeSnapshotLosses);
      case MASTER_FLIP -> masterFlips.strike(dice);
      case RUNNER_HANG -> hang(dice);
    };
  }

  /** Begins something with 1 and ends it with -1. */
  private String forAWhile(Dice dice, IntConsumer change) {
    return forAWhile(dice.between(SHORTEST_MILLIS, LONGEST_MILLIS / 3), change);
  }

  private String forAWhile(long millis, IntConsumer change) {
    change.accept(1);
    cluster.clock().after(millis, () -> change.accept(-1));
    return "for %d ms".formatted(millis);
  }

  /** Half of the partitions end before silence counts as evidence, half do not. */
  private String partition(Dice dice, boolean bothWays) {
    List<Machine> order = dice.shuffled(cluster.machines());
    if (order.size() < 2) {
      return NOTHING;
    }
    int split = 1 + dice.below(order.size() - 1);
    List<Machine> some = order.subList(0, split);
    List<Machine> others = order.subList(split, order.size());
    long millis =
        dice.percent(50)
            ? dice.between(SHORTEST_MILLIS, 20_000)
            : dice.between(60_000, LONGEST_MILLIS);
    return indices(some)
        + (bothWays ? " and " : " to ")
        + indices(others)
        + " "
        + forAWhile(
            millis,
            by -> {
              for (Machine a : some) {
                for (Machine b : others) {
                  cluster.changeCuts(a.index, b.index, by);
                  if (bothWays) {
                    cluster.changeCuts(b.index, a.index, by);
                  }
                }
              }
            });
  }

  private static List<Integer> indices(List<Machine> machines) {
    return machines.stream().map(machine -> machine.index).sorted().toList();
  }

  private String flap(Dice dice) {
    List<Machine> pair = dice.shuffled(cluster.machines());
    if (pair.size() < 2) {
      return NOTHING;
    }
    Machine a = pair.get(0);
    Machine b = pair.get(1);
    return a.index
        + " and "
        + b.index
        + " "
        + forAWhile(
            dice,
            by -> {
              a.changeCable(b.index, by);
              b.changeCable(a.index, by);
            });
  }

  private String portDown(Dice dice) {
    Machine machine = dice.oneOf(cluster.machines());
    return machine.index + " " + forAWhile(dice, machine::changeRdma);
  }

  /** The device does not recover by itself; after a while somebody resets it. */
  private String queuePairs(Dice dice) {
    Machine machine = dice.oneOf(cluster.machines());
    return "none left on %d ".formatted(machine.index)
        + forAWhile(
            dice.between(SHORTEST_MILLIS, LONGEST_QUEUE_PAIRS_MILLIS), machine::changeQueuePairs);
  }

  private String pause(Dice dice) {
    Machine machine = dice.oneOf(cluster.machines());
    long millis = dice.between(1, LONGEST_PAUSE_MILLIS);
    machine.pause();
    machine.disturbedUntil(cluster.clock().nowMillis() + millis);
    cluster.clock().after(millis, () -> machine.goOn(millis));
    return "%d for %d ms".formatted(machine.index, millis);
  }

  /** Any machine; half of the time one that leads. */
  private Machine target(Dice dice) {
    List<Machine> leading = cluster.leading();
    return dice.percent(50) && !leading.isEmpty()
        ? dice.oneOf(leading)
        : dice.oneOf(cluster.machines());
  }

  private String crash(Dice dice, FaultKind kind, Machine machine) {
    SimulatedNode node = machine.node();
    if (node == null) {
      return NOTHING;
    }
    long millis =
        kind == FaultKind.CRASH
            ? dice.between(60_000, LONGEST_MILLIS)
            : dice.between(SHORTEST_MILLIS, LONGEST_RESTART_MILLIS);
    cluster.powerOff(machine);
    NodeId next = node.id();
    if (kind == FaultKind.RESTART_NEW_ID) {
      next = cluster.newIdOn(machine);
      cluster.replaceDisk(machine, new SimulatedDisk());
    }
    startAfter(millis, machine, next);
    return "%s for %d ms".formatted(node.id(), millis);
  }

  /**
   * The power of a node fails when events are written and not durable yet. Torn, a part of them is
   * on the disk and the record behind it is cut off; otherwise all or none are.
   */
  private String crashMidWrite(Dice dice, boolean torn) {
    Machine machine = target(dice);
    SimulatedNode node = machine.node();
    if (node == null || node.journal().hasFailed()) {
      return NOTHING;
    }
    node.journal()
        .inNextCommit(
            () -> {
              int unsynced = node.journal().unsynced();
              int kept = torn ? dice.below(unsynced) : dice.below(2) * unsynced;
              cluster.powerOff(machine, kept);
              cluster.laws().note("%d of %d events are on the disk".formatted(kept, unsynced));
              restart(dice, machine, node.id());
            });
    return "when %s writes next".formatted(node.id());
  }

  private void restart(Dice dice, Machine machine, NodeId id) {
    startAfter(dice.between(SHORTEST_MILLIS, LONGEST_RESTART_MILLIS), machine, id);
  }

  /** Unless something else has started the machine meanwhile. */
  private void startAfter(long millis, Machine machine, NodeId id) {
    int livesBefore = machine.lives();
    cluster
        .clock()
        .after(
            millis,
            () -> {
              if (machine.node() == null && machine.lives() == livesBefore) {
                cluster.startNode(machine, id);
              }
            });
  }

  /** A node whose journal has failed is started anew once there is room again. */
  private String diskFull(Dice dice) {
    Machine machine = target(dice);
    SimulatedDisk disk = machine.disk();
    return machine.index
        + " "
        + forAWhile(
            dice,
            by -> {
              disk.changeFull(by);
              SimulatedNode node = machine.node();
              if (!disk.isFull() && node != null && node.journal().hasFailed()) {
                cluster.powerOff(machine);
                restart(dice, machine, node.id());
              }
            });
  }

  /**
   * Another machine is started from a copy of the disk of this one. Both speak for one id until the
   * earlier process hears of the later; then somebody gives each its own again.
   */
  private String clone(Dice dice, Machine original) {
    SimulatedNode node = original.node();
    Machine copy = dice.oneOf(cluster.machines());
    SimulatedNode lost = copy.node();
    if (clonedNow || node == null || lost == null || copy == original) {
      return NOTHING;
    }
    clonedNow = true;
    SimulatedDisk own = copy.disk();
    cluster.powerOff(copy);
    copy.replaceDisk(original.disk().copy());
    cluster.startNode(copy, node.id());
    cluster
        .clock()
        .after(
            dice.between(SHORTEST_MILLIS, LONGEST_MILLIS / 3),
            () -> {
              clonedNow = false;
              cluster.powerOff(copy);
              cluster.replaceDisk(copy, own);
              cluster.startNode(copy, lost.id());
              cluster.powerOff(original);
              cluster.startNode(original, node.id());
            });
    return "%s on machine %d too".formatted(node.id(), copy.index);
  }

  private String clockJump(Dice dice) {
    Machine machine = dice.oneOf(cluster.machines());
    long millis = dice.between(-LONGEST_JUMP_MILLIS, LONGEST_JUMP_MILLIS);
    machine.clockAheadMillis += millis;
    return "%d by %d ms".formatted(machine.index, millis);
  }

  private String outOfMemory(Dice dice) {
    SimulatedNode node = dice.oneOf(cluster.machines()).node();
    if (node == null) {
      return NOTHING;
    }
    cluster
        .script()
        .add(
            SimulatedFault.failing(SimulatedPhase.LOAD, "out of memory")
                .withNode(node.id())
                .withTimes(1 + dice.below(2)));
    return "the next runner that loads on " + node.id();
  }

  /** Strikes once, if a runner comes to this phase in time. */
  private String hang(Dice dice) {
    SimulatedNode node = dice.oneOf(cluster.machines()).node();
    if (node == null) {
      return NOTHING;
    }
    SimulatedPhase phase = dice.oneOf(List.of(SimulatedPhase.values()));
    SimulatedFault fault = SimulatedFault.hanging(phase).withNode(node.id());
    cluster.script().add(fault);
    cluster
        .clock()
        .after(
            dice.between(SHORTEST_MILLIS, LONGEST_MILLIS), () -> cluster.script().takeBack(fault));
    return "the next runner that comes to %s on %s".formatted(phase, node.id());
  }

  private String memoryShrinks(Dice dice) {
    Machine machine = dice.oneOf(cluster.machines());
    Memory taken = Memory.ofBytes(machine.ram().inBytes() / 100 * dice.between(5, 60));
    return "%d bytes on %d ".formatted(taken.inBytes(), machine.index)
        + forAWhile(
            dice.between(SHORTEST_MILLIS, LONGEST_MILLIS),
            by -> machine.takeMemory(Memory.ofBytes(by * taken.inBytes())));
  }
}
