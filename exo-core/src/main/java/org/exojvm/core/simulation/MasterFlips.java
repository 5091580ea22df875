package org.exojvm.core.simulation;

import java.util.List;
import org.exojvm.core.election.ElectionInput;

/** Takes the mastership from whoever has it, in one of three ways. */
final class MasterFlips {

  private static final String NOTHING = "";
  private static final long SHORTEST_MILLIS = 1_000;
  private static final long LONGEST_RESTART_MILLIS = 30_000;

  /** Longer than a silent master is believed in, so that there are two for a while. */
  private static final long SHORTEST_SPLIT_MILLIS = 40_000;

  private static final long LONGEST_SPLIT_MILLIS = 90_000;

  private final SimulatedCluster cluster;

  MasterFlips(SimulatedCluster cluster) {
    this.cluster = cluster;
  }

  /** Returns what was done, empty when there is no master. */
  String strike(Dice dice) {
    List<Machine> leading = cluster.leading();
    if (leading.isEmpty()) {
      return NOTHING;
    }
    Machine machine = dice.oneOf(leading);
    SimulatedNode node = machine.node();
    if (node == null) {
      return NOTHING;
    }
    return switch (dice.below(3)) {
      case 0 -> {
        restartAfter(0, dice, machine, node);
        yield node.id() + " is killed";
      }
      case 1 -> {
        node.election().take(new ElectionInput.LeadingFailed("Somebody else shall be master."));
        restartAfter(dice.between(SHORTEST_MILLIS, LONGEST_SPLIT_MILLIS), dice, machine, node);
        yield node.id() + " resigns";
      }
      default -> {
        long millis = dice.between(SHORTEST_SPLIT_MILLIS, LONGEST_SPLIT_MILLIS);
        isolate(machine, 1);
        cluster.clock().after(millis, () -> isolate(machine, -1));
        yield "%s is alone for %d ms".formatted(node.id(), millis);
      }
    };
  }

  /** A process that has resigned is a candidate again when it is started anew. */
  private void restartAfter(long millis, Dice dice, Machine machine, SimulatedNode node) {
    long backMillis = dice.between(SHORTEST_MILLIS, LONGEST_RESTART_MILLIS);
    cluster
        .clock()
        .after(
            millis,
            () -> {
              if (node.isAlive()) {
                cluster.powerOff(machine);
                int lives = machine.lives();
                cluster
                    .clock()
                    .after(
                        backMillis,
                        () -> {
                          if (!machine.isPowered() && machine.lives() == lives) {
                            cluster.startNode(machine, node.id());
                          }
                        });
              }
            });
  }

  private void isolate(Machine machine, int by) {
    for (Machine other : cluster.machines()) {
      if (other != machine) {
        cluster.changeCuts(machine.index, other.index, by);
        cluster.changeCuts(other.index, machine.index, by);
      }
    }
  }
}
