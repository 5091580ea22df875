package org.exojvm.core.explain;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.instance.PlacementDeferral;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.reconcile.MemoryLedger;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.core.state.State;

/** Explains an intent that nothing backs. */
final class UnplacedIntent {

  /** Most nodes whose memory is listed, those with the most of it. */
  private static final int MAX_NODES = 8;

  private final State state;
  private final MetaInstance intent;
  private final MemoryPolicy memory;

  UnplacedIntent(State state, MetaInstance intent, MemoryPolicy memory) {
    this.state = state;
    this.intent = intent;
    this.memory = memory;
  }

  IntentReport report() {
    if (intent.status().paused()) {
      return new IntentReport(
          intent.id(),
          IntentPhase.PAUSED,
          "Intent %s is paused: nothing is placed for it until it is resumed."
              .formatted(intent.id()),
          wishes());
    }
    String refusal = intent.status().placementError();
    PlacementDeferral deferral = intent.status().deferral();
    if (refusal == null && deferral != null) {
      return new IntentReport(
          intent.id(),
          IntentPhase.WAITING,
          "Intent %s waits: %s.".formatted(intent.id(), deferral.reason()),
          wishes());
    }
    return refusal == null
        ? new IntentReport(
            intent.id(),
            IntentPhase.WAITING,
            "Intent %s is not placed yet; the master looks for a place every second."
                .formatted(intent.id()),
            wishes())
        : new IntentReport(
            intent.id(),
            IntentPhase.UNPLACEABLE,
            "Intent %s cannot be placed now: %s".formatted(intent.id(), refusal),
            ImmutableList.<String>builder().addAll(wishes()).addAll(offers()).build());
  }

  private ImmutableList<String> wishes() {
    MetaInstanceSpec spec = intent.spec();
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add(
        "it wants model %s on %s or more%s, %s over %s"
            .formatted(
                spec.modelId(),
                Names.count(spec.minNodes(), "node"),
                spec.maxNodes() == null ? "" : ", at most " + spec.maxNodes(),
                spec.sharding(),
                spec.instanceMeta()));
    for (NodeId required : spec.requiredNodes()) {
      if (!state.topology().contains(required)) {
        lines.add(missing(required));
      }
    }
    return lines.build();
  }

  private String missing(NodeId required) {
    Long left = state.departedNodes().get(required);
    String since = left == null ? "never seen here" : "it left at event " + left;
    return intent.status().relaxedNodes().contains(required)
        ? "node %s, which it requires, may be replaced (%s)"
            .formatted(Names.of(required, state), since)
        : "node %s, which it requires, is not in the cluster (%s)"
            .formatted(Names.of(required, state), since);
  }

  private ImmutableList<String> offers() {
    ImmutableMap<NodeId, Memory> free = MemoryLedger.freeMemory(state, memory);
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    ImmutableList<NodeId> nodes = ImmutableList.copyOf(state.topology().nodes());
    long silent = nodes.stream().filter(node -> !free.containsKey(node)).count();
    lines.add(
        "the cluster has %s; %s free memory is left for placements"
            .formatted(
                Names.count(nodes.size(), "node"),
                Names.gib(free.values().stream().reduce(Memory.ZERO, Memory::plus))));
    free.entrySet().stream()
        .sorted(Map.Entry.<NodeId, Memory>comparingByValue(Comparator.reverseOrder()))
        .limit(MAX_NODES)
        .forEach(entry -> lines.add(offer(entry.getKey(), entry.getValue())));
    if (free.size() > MAX_NODES) {
      lines.add("and %s more, with less each".formatted(free.size() - MAX_NODES));
    }
    if (silent > 0) {
      lines.add("%d of them have not reported their memory and offer none".formatted(silent));
    }
    return lines.build();
  }

  private String offer(NodeId node, Memory left) {
    MemoryUsage usage = Objects.requireNonNull(state.nodeMemory().get(node));
    return "node %s offers %s of %s"
        .formatted(Names.of(node, state), Names.gib(left), Names.gib(usage.ramTotal()));
  }
}
