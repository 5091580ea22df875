package org.exojvm.core.scenario;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.topology.Connection;
import org.exojvm.core.command.Command;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeCreated;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.info.GatheredInfo.NodeNetworkInterfaces;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.master.MasterCore;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.MasterOutput;
import org.exojvm.core.process.Effect;
import org.exojvm.core.process.PlacementRound;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.state.State;

/** A master core alone: inputs by hand, effects kept until a test lets them end. */
public final class MasterHarness {

  public static final NodeId CLIENT = NodeId.of("client");
  private static final SessionId SESSION = new SessionId(NodeId.of("master"), 0);

  public final MasterCore core;
  public final List<Event> events = new ArrayList<>();
  public final List<CommandAnswer> answers = new ArrayList<>();
  public final List<Effect> effects = new ArrayList<>();
  private final PlacementStrategies strategies = PlacementStrategies.installed();
  private final Map<NodeId, Long> streamIdx = new HashMap<>();
  private final IdSequence ids = new IdSequence("harness");

  private MasterHarness(MasterConfig config) {
    this.core = new MasterCore(config, SESSION, "test", strategies, State.empty());
  }

  /** A master that knows the nodes and links of {@code description}. */
  public static MasterHarness of(State description) {
    return of(description, MasterConfig.defaults());
  }

  /** A master with these settings that knows the nodes and links of {@code description}. */
  public static MasterHarness of(State description, MasterConfig config) {
    MasterHarness master = new MasterHarness(config);
    for (NodeId node : description.topology().nodes()) {
      master.heartbeat(description, node);
      master.report(
          node,
          new NodeGatheredInfo(
              master.ids.nextEventId(),
              node,
              new NodeNetworkInterfaces(
                  java.util.Objects.requireNonNull(description.nodeNetwork().get(node))
                      .interfaces())));
    }
    for (Connection connection : description.topology().connections()) {
      master.report(
          connection.source(), new TopologyEdgeCreated(master.ids.nextEventId(), connection));
    }
    return master;
  }

  public void heartbeat(State description, NodeId node) {
    report(
        node,
        new NodeGatheredInfo(
            ids.nextEventId(),
            node,
            new GatheredMemoryUsage(
                java.util.Objects.requireNonNull(description.nodeMemory().get(node)))));
  }

  /** A worker reports an event. */
  public void report(NodeId node, Event event) {
    long idx = streamIdx.merge(node, 1L, Long::sum) - 1;
    step(new MasterInput.EventReceived(new ForwarderEvent(idx, node, SESSION, event)));
  }

  public IdSequence ids() {
    return ids;
  }

  public void ask(Command command) {
    step(new MasterInput.CommandReceived(CLIENT, command));
  }

  public CommandAnswer lastAnswer() {
    return answers.get(answers.size() - 1);
  }

  public void tick() {
    step(new MasterInput.TickElapsed());
  }

  public void ticks(int count) {
    for (int i = 0; i < count; i++) {
      tick();
    }
  }

  public void step(MasterInput input) {
    for (MasterOutput output : core.step(input)) {
      switch (output) {
        case MasterOutput.EventIndexed indexed -> events.add(indexed.event().event());
        case MasterOutput.CommandAnswered answered -> answers.add(answered.answer());
        case MasterOutput.EffectRequested requested -> effects.add(requested.effect());
        case MasterOutput.ReplayRequested _,
            MasterOutput.SnapshotRequested _,
            MasterOutput.IncidentNoted _ -> {
          // Scenarios that care look at the outputs themselves.
        }
      }
    }
  }

  /** Lets all card loads and searches end, and those they lead to. */
  public void settle() {
    while (!effects.isEmpty()) {
      settleOne();
    }
  }

  /** Lets the oldest of them end, if there is one. */
  public void settleOne() {
    if (!effects.isEmpty()) {
      switch (effects.remove(0)) {
        case Effect.LoadModelCard load -> loadCard(load);
        case Effect.SearchPlacements round ->
            step(new MasterInput.PlacementsFound(round, search(round)));
        case Effect.SearchDirectPlacement search ->
            step(new MasterInput.DirectPlacementFound(search, search(search)));
        case Effect.SendDownloadCommand _ -> {
          // No downloader here.
        }
      }
    }
  }

  public void loadCard(Effect.LoadModelCard load) {
    step(
        new MasterInput.CardLoaded(
            load.modelId(),
            Stream.of(TestClusters.TINY, TestClusters.SMALL)
                .filter(card -> card.modelId().equals(load.modelId()))
                .findFirst()
                .orElse(TestClusters.LARGE)));
  }

  public ImmutableList<PlacementResult> search(Effect.SearchPlacements round) {
    return PlacementRound.run(strategies, round.searches());
  }

  public PlacementResult search(Effect.SearchDirectPlacement search) {
    return strategies.place(search.strategy(), search.request());
  }

  public <T extends Effect> T takeOnly(Class<T> type) {
    T only = type.cast(Iterables.getOnlyElement(effects));
    effects.clear();
    return only;
  }

  public <E extends Event> List<E> seen(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
