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

  /** Short, because every try fails at once and the next follows a second later. */
  private static final long LONGEST_QUEUE_PAIRS_MILLIS = 20_000;

  private static final long LONGEST_JUMP_MILLIS = 365L * 24 * 3_600_000;
  private static final String NOTHING = "";

  private final SimulatedCluster cluster;
  private final Map<FaultKind, Dice> sources = new EnumMap<>(FaultKind.class);

  Faults(SimulatedCluster cluster) {
    this.cluster = cluster;
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
      case CRASH, RESTART_SAME_ID, RESTART_NEW_ID -> crash(dice, kind);
      case CLOCK_JUMP -> clockJump(dice);
      case RUNNER_OOM -> outOfMemory(dice);
      case MEMORY_SHRINKS -> memoryShrinks(dice);
      case INTENT_EDIT -> {
        cluster.workload().editOne(dice);
        yield "an intent is deleted and declared anew";
      }
      case SNAPSHOT_LOST -> forAWhile(dice, network::changeSnapshotLosses);
      case CRASH_MID_WRITE, TORN_TAIL, DISK_FULL, CLONED_ID, RUNNER_HANG, MASTER_FLIP -> NOTHING;
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
                  cluster.network().changeCuts(a.index, b.index, by);
                  if (bothWays) {
                    cluster.network().changeCuts(b.index, a.index, by);
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
    cluster.clock().after(millis, () -> machine.goOn(millis));
    return "%d for %d ms".formatted(machine.index, millis);
  }

  /** The first machine has the master, which nobody can stand in for yet. */
  private String crash(Dice dice, FaultKind kind) {
    if (cluster.machines().size() < 2) {
      return NOTHING;
    }
    Machine machine = cluster.at(1 + dice.below(cluster.machines().size() - 1));
    SimulatedNode node = machine.node();
    if (node == null) {
      return NOTHING;
    }
    NodeId old = node.id();
    long millis =
        kind == FaultKind.CRASH
            ? dice.between(60_000, LONGEST_MILLIS)
            : dice.between(SHORTEST_MILLIS, 30_000);
    machine.powerOff();
    boolean same = kind == FaultKind.RESTART_SAME_ID;
    cluster
        .clock()
        .after(
            millis,
            () ->
                cluster.startNode(
                    machine, same ? old : NodeId.of("n" + machine.index + "." + machine.lives())));
    return "%s for %d ms".formatted(old, millis);
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

  private String memoryShrinks(Dice dice) {
    Machine machine = dice.oneOf(cluster.machines());
    Memory taken = Memory.ofBytes(machine.ram().inBytes() / 100 * dice.between(5, 60));
    return "%d bytes on %d ".formatted(taken.inBytes(), machine.index)
        + forAWhile(
            dice.between(SHORTEST_MILLIS, LONGEST_MILLIS),
            by -> machine.takeMemory(Memory.ofBytes(by * taken.inBytes())));
  }
}
