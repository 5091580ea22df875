package org.exojvm.core.sim;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.topology.Connection;
import org.exojvm.core.command.Command;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.engine.simulated.SimulatedGroups;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.state.State;
import org.exojvm.core.transport.memory.InMemoryNetwork;

/**
 * A cluster in one thread on a virtual clock. The first node is the master and a worker, the others
 * are workers. Time moves only in {@link #advanceMillis} and {@link #runUntil}; the same calls give
 * the same events.
 */
public final class VirtualCluster {

  /** How much later each node begins to plan than the one before it. */
  private static final long SKEW_MILLIS = 37;

  private final VirtualTime time = new VirtualTime();
  private final SimulationSettings settings;
  private final ClusterInformation information;
  private final NodeId masterNode;
  private final VirtualMaster master;
  private final Map<NodeId, VirtualNode> nodes = new LinkedHashMap<>();

  VirtualCluster(VirtualClusterBuilder parts) {
    this.settings = parts.settings;
    this.information = new ClusterInformation(parts.description);
    ImmutableList<NodeId> ids = information.nodes();
    if (ids.isEmpty()) {
      throw new IllegalArgumentException(
          "The cluster description has no nodes. Maybe add them to topology.nodes.");
    }
    this.masterNode = ids.get(0);
    SessionId session = new SessionId(masterNode, 0);
    InMemoryNetwork network = new InMemoryNetwork(time.delayed(settings.messageDelayMillis()));
    SimulatedGroups groups = new SimulatedGroups(time, settings.hardware(), parts.script);
    VirtualLink ofMaster = new VirtualLink(network, masterNode);
    this.master = new VirtualMaster(masterNode, session, parts, ofMaster, time);
    for (NodeId id : ids) {
      VirtualLink link = id.equals(masterNode) ? ofMaster : new VirtualLink(network, id);
      long skewMillis = nodes.size() * SKEW_MILLIS % settings.planPeriodMillis();
      nodes.put(
          id, new VirtualNode(id, session, information, parts, link, groups, time, skewMillis));
    }
  }

  /**
   * Begins a cluster of the nodes and links in the topology and the per-node parts of {@code
   * description}; its other parts are not looked at. Model cards come from {@code catalog}.
   */
  public static VirtualClusterBuilder builder(State description, ModelCatalog catalog) {
    return new VirtualClusterBuilder(description, catalog);
  }

  /** Returns the state of the master. */
  public State state() {
    return master.state();
  }

  /** Returns virtual milliseconds since the start. */
  public long nowMillis() {
    return time.nowMillis();
  }

  /** Returns the node that is master; it cannot be killed here. */
  public NodeId masterNode() {
    return masterNode;
  }

  /** Sends a command; its answer comes when time moves. */
  public CommandId submit(Command command) {
    master.submit(command);
    return command.commandId();
  }

  /** Returns the answer to a command, once there is one. */
  public Optional<CommandAnswer> answer(CommandId command) {
    return master.answer(command);
  }

  /** Lets time pass. */
  public void advanceMillis(long millis) {
    time.runUntil(time.nowMillis() + millis);
  }

  /**
   * Lets time pass until the state of the master fulfils {@code goal}, at most {@code maxMillis}.
   *
   * @return whether it does
   */
  public boolean runUntil(Predicate<State> goal, long maxMillis) {
    long deadline = time.nowMillis() + maxMillis;
    long seenIdx = state().lastEventAppliedIdx();
    boolean reached = goal.test(state());
    while (!reached && time.runNextUntil(deadline)) {
      if (state().lastEventAppliedIdx() != seenIdx) {
        seenIdx = state().lastEventAppliedIdx();
        reached = goal.test(state());
      }
    }
    if (!reached) {
      time.runUntil(deadline);
    }
    return reached;
  }

  /** Makes the links that match stop working; their sources notice at their next probe. */
  public void cutLinks(Predicate<Connection> links) {
    cutLinksAfter(settings.probePeriodMillis(), links);
  }

  /** Makes the links that match stop working; their sources notice after {@code millis}. */
  public void cutLinksAfter(long millis, Predicate<Connection> links) {
    time.after(millis, () -> nodes.forEach((id, node) -> node.loseLinks(matching(id, links))));
  }

  /** Makes the links that match work again; their sources notice at their next probe. */
  public void restoreLinks(Predicate<Connection> links) {
    restoreLinksAfter(settings.probePeriodMillis(), links);
  }

  /** Makes the links that match work again; their sources notice after {@code millis}. */
  public void restoreLinksAfter(long millis, Predicate<Connection> links) {
    time.after(
        millis, () -> nodes.forEach((id, node) -> node.regainLinks(matching(id, usable(links)))));
  }

  /** Makes the runner fail with a message, as a crash of its process does. */
  public void failRunner(RunnerId runner, String message) {
    nodes.values().forEach(node -> node.failRunner(runner, message));
  }

  /**
   * Cuts the power of a node. The others lose their links to it at their next probe.
   *
   * @throws IllegalArgumentException when the node is unknown or the master
   */
  public void killNode(NodeId id) {
    VirtualNode node = nodes.get(id);
    if (node == null || id.equals(masterNode)) {
      throw new IllegalArgumentException(
          "Node (%s) cannot be killed: the nodes are %s and the master is %s. Maybe choose another."
              .formatted(id, nodes.keySet(), masterNode));
    }
    node.kill();
    cutLinks(connection -> connection.sink().equals(id));
  }

  private Predicate<Connection> usable(Predicate<Connection> links) {
    return links.and(
        connection -> {
          VirtualNode sink = nodes.get(connection.sink());
          return sink == null || sink.isAlive();
        });
  }

  private ImmutableList<Connection> matching(NodeId source, Predicate<Connection> links) {
    return information.connectionsFrom(source).stream()
        .filter(links)
        .collect(ImmutableList.toImmutableList());
  }
}
