package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.core.engine.simulated.SimulatedGroups;
import org.exojvm.core.engine.simulated.SimulationScript;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.sim.SimulationSettings;

/** A whole cluster: machines, the network between them, the master on the first of them. */
final class SimulatedCluster {

  private static final int LEAST_GIB = 16;
  private static final int MOST_GIB = 128;

  /** Ports of a machine that lead to others, each to the next one around. */
  private static final int THUNDERBOLT_PORTS = 4;

  private final SimulationOptions options;
  private final CoreSeams seams;
  private final PlacementStrategies strategies;
  private final Dice dice;
  private final SimulationClock clock = new SimulationClock();
  private final SimulationScript script = new SimulationScript();
  private final SimulationSettings settings;
  private final SimulatedGroups groups;
  private final ImmutableList<Machine> machines;
  private final SimulatedNetwork network;
  private final Laws laws;
  private final Surroundings surroundings;
  private final Workload workload;
  private final MasterConfig masterConfig = MasterConfig.defaults();
  private final MasterSeat seat;
  private long boots;

  SimulatedCluster(SimulationOptions options, PlacementStrategies strategies, CoreSeams seams) {
    this.options = options;
    this.seams = seams;
    this.strategies = strategies;
    this.dice = new Dice(options.seed());
    this.settings = hardware(SimulationSettings.defaults());
    this.groups = new SimulatedGroups(clock, settings.hardware(), script);
    this.machines = build(options.nodes(), dice.split("machines"));
    this.network = new SimulatedNetwork(clock, dice.split("network"), machines.size(), this::at);
    this.laws = new Laws(this);
    this.surroundings = new Surroundings(this);
    this.workload = new Workload(this);
    this.seat = new MasterSeat(this);
    for (Machine machine : machines) {
      startNode(machine, NodeId.of("n" + machine.index));
      surroundings.watch(machine);
    }
  }

  /** Fewer reports of downloads than by default: they are most of the events, and all alike. */
  private static SimulationSettings hardware(SimulationSettings settings) {
    return settings.withHardware(
        settings
            .hardware()
            .withSideChannelRounds(1)
            .withDownloadReportMillis(10_000)
            .withDownloadBytesPerSecond(4_000_000_000L));
  }

  private static ImmutableList<Machine> build(int count, Dice dice) {
    ImmutableList.Builder<Machine> built = ImmutableList.builder();
    for (int i = 0; i < count; i++) {
      ImmutableSet.Builder<Integer> peers = ImmutableSet.builder();
      for (int port = 1; port <= THUNDERBOLT_PORTS / 2; port++) {
        peers.add(Math.floorMod(i + port, count)).add(Math.floorMod(i - port, count));
      }
      long gib = dice.between(LEAST_GIB, MOST_GIB);
      built.add(new Machine(i, Memory.ofGib(gib), Memory.ofGib(gib / 8), peers.build()));
    }
    return built.build();
  }

  /** Starts a node on a machine that has none; on the first machine it is the master too. */
  void startNode(Machine machine, NodeId id) {
    boots++;
    machine.start(new SimulatedNode(this, machine, id, boots));
    if (machine.index == 0) {
      seat.open();
    }
  }

  /** Returns an id no node has had. */
  NodeId newIdOn(Machine machine) {
    return NodeId.of("n" + machine.index + "." + (boots + 1));
  }

  /** Cuts the power of a machine. */
  void powerOff(Machine machine) {
    machine.powerOff();
    if (machine.index == 0) {
      seat.powerOff();
    }
  }

  void sendToMaster(Machine from, Message message) {
    network.send(from.index, 0, message);
  }

  /** Returns the machine that a node runs on, -1 when it runs no more. */
  int machineOf(NodeId id) {
    for (Machine machine : machines) {
      SimulatedNode node = machine.node();
      if (node != null && node.id().equals(id)) {
        return machine.index;
      }
    }
    return -1;
  }

  Machine at(int index) {
    return machines.get(index);
  }

  List<Machine> machines() {
    return machines;
  }

  boolean everyTick() {
    return options.everyTick();
  }

  SimulationOptions options() {
    return options;
  }

  CoreSeams seams() {
    return seams;
  }

  PlacementStrategies strategies() {
    return strategies;
  }

  Dice dice() {
    return dice;
  }

  SimulationClock clock() {
    return clock;
  }

  SimulationScript script() {
    return script;
  }

  SimulationSettings settings() {
    return settings;
  }

  SimulatedGroups groups() {
    return groups;
  }

  SimulatedNetwork network() {
    return network;
  }

  Laws laws() {
    return laws;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Workload workload() {
    return workload;
  }

  MasterConfig masterConfig() {
    return masterConfig;
  }

  MasterSeat seat() {
    return seat;
  }
}
