package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.core.election.ElectionInput;
import org.exojvm.core.engine.simulated.SimulatedGroups;
import org.exojvm.core.engine.simulated.SimulationScript;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.process.InstanceHealthConfig;
import org.exojvm.core.process.PhasePatience;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.sim.SimulationSettings;

/** A whole cluster: machines, the network between them, and the nodes that run there. */
final class SimulatedCluster {

  private static final long TICK_MILLIS = 1_000;
  private static final int LEAST_GIB = 16;
  private static final int MOST_GIB = 128;

  /** Ports of a machine that lead to others, each to the next one around. */
  private static final int THUNDERBOLT_PORTS = 4;

  /** The disks here are fast, so a load that hangs is noticed within a calm. */
  private static final MasterConfig CONFIG =
      MasterConfig.defaults()
          .withHealth(
              InstanceHealthConfig.defaults()
                  .withPatience(
                      PhasePatience.defaults()
                          .withLoadTicks(60)
                          .withSlowestLoadPerTick(Memory.ofGib(1))));

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
  private final MasterConfig masterConfig;
  private final Connections connections;
  private final Dice diskDice;
  private final Map<NodeId, List<Machine>> running = new HashMap<>();
  private long boots;
  private int electionNonces;

  SimulatedCluster(SimulationOptions options, PlacementStrategies strategies, CoreSeams seams) {
    this.options = options;
    this.seams = seams;
    this.masterConfig = seams.config(CONFIG);
    this.strategies = strategies;
    this.dice = new Dice(options.seed());
    this.settings = hardware(SimulationSettings.defaults());
    this.groups = new SimulatedGroups(clock, settings.hardware(), script);
    this.machines = build(options.nodes(), dice.split("machines"));
    this.network = new SimulatedNetwork(clock, dice.split("network"), machines.size(), this::at);
    this.laws = new Laws(this);
    this.surroundings = new Surroundings(this);
    this.workload = new Workload(this);
    this.connections = new Connections(this);
    this.diskDice = dice.split("disks");
    clock.every(TICK_MILLIS, TICK_MILLIS, SimulationClock.MASTER_LANE, this::tick);
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

  /** Starts a node on a machine that has none. */
  void startNode(Machine machine, NodeId id) {
    boots++;
    SimulatedNode node = new SimulatedNode(this, machine, id, boots);
    running.computeIfAbsent(id, _ -> new ArrayList<>()).add(machine);
    machine.start(node);
    machine.disturbedUntil(clock.nowMillis());
    connections.started(machine);
    node.election().take(new ElectionInput.Begun());
  }

  /** Returns an id no node has had. */
  NodeId newIdOn(Machine machine) {
    return NodeId.of("n" + machine.index + "." + (boots + 1));
  }

  /** Cuts the power of a machine; some of what was not durable is on the disk. */
  void powerOff(Machine machine) {
    SimulatedNode node = machine.node();
    if (node != null) {
      powerOff(machine, diskDice.below(node.journal().unsynced() + 1));
    }
  }

  /** Likewise, with this much of it on the disk. */
  void powerOff(Machine machine, int kept) {
    SimulatedNode node = machine.node();
    if (node != null) {
      machine.powerOff(kept);
      List<Machine> places = running.get(node.id());
      if (places != null && places.remove(machine) && places.isEmpty()) {
        running.remove(node.id());
      }
      connections.ended(machine, node.id());
    }
  }

  /** Puts another disk into a machine without power; what was on the last one is lost. */
  void replaceDisk(Machine machine, SimulatedDisk disk) {
    machine.replaceDisk(disk);
    laws.intents().diskLost(machines.stream().map(other -> other.disk().committed()).toList());
  }

  /** Cuts one way between two machines, or takes back one cut. */
  void changeCuts(int from, int to, int by) {
    network.changeCuts(from, to, by);
    connections.waysChanged(from, to);
  }

  /** Sends something to a node, wherever it runs; a clone gets it too. */
  void sendTo(Machine from, NodeId node, Message message) {
    for (Machine to : running.getOrDefault(node, ImmutableList.of())) {
      network.send(from.index, to.index, message);
    }
  }

  /** Returns the masters that decide, in the order of their machines. */
  List<SimulatedMaster> masters() {
    List<SimulatedMaster> masters = new ArrayList<>(1);
    for (Machine machine : machines) {
      SimulatedNode node = machine.node();
      if (node != null && node.master() != null && !node.master().isOver()) {
        masters.add(node.master());
      }
    }
    return masters;
  }

  /** Returns the machines whose nodes lead. */
  List<Machine> leading() {
    List<Machine> leading = new ArrayList<>(1);
    for (Machine machine : machines) {
      SimulatedNode node = machine.node();
      if (node != null && node.master() != null) {
        leading.add(machine);
      }
    }
    return leading;
  }

  private void tick() {
    masters().forEach(SimulatedMaster::tick);
  }

  /** A follower has written to its disk: an answer may wait for that. */
  void confirm(Machine machine) {
    masters().forEach(master -> master.confirmations().written(machine));
  }

  /** Returns bits that no other mastership has had. */
  int nextElectionNonce() {
    return ++electionNonces;
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

  Connections connections() {
    return connections;
  }

  /** Returns the chance in how long disks take and what a crash leaves on them. */
  Dice diskDice() {
    return diskDice;
  }
}
