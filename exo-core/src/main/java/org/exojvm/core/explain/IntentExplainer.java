package org.exojvm.core.explain;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.util.Optional;
import java.util.stream.Collectors;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceStatus;
import org.exojvm.core.process.InstanceHealthConfig;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.core.reconcile.WithheldNodes;
import org.exojvm.core.state.State;

/** Explains intents from State alone. */
public final class IntentExplainer {

  /** Most ids of other intents that are named when one is unknown. */
  private static final int MAX_IDS = 8;

  private final MemoryPolicy memory;
  private final InstanceHealthConfig health;

  /**
   * Creates an explainer.
   *
   * @param memory the policy of the master, for figures of free memory
   * @param health the patience of the master, for the number of retries
   */
  public IntentExplainer(MemoryPolicy memory, InstanceHealthConfig health) {
    this.memory = memory;
    this.health = health;
  }

  /** Returns an explainer for a master with default settings. */
  public static IntentExplainer defaults() {
    return new IntentExplainer(MemoryPolicy.defaults(), InstanceHealthConfig.defaults());
  }

  /** Returns why an intent is as it is, an unknown one included. */
  public IntentReport explain(State state, MetaInstanceId id) {
    MetaInstance intent = state.metaInstances().get(id);
    if (intent == null) {
      return unknown(state, id);
    }
    Optional<Instance> backing =
        Streams.stream(state.instances().values())
            .filter(instance -> id.equals(instance.metaInstanceId()))
            .findFirst();
    IntentReport report =
        backing.isPresent()
            ? new PlacedIntent(state, intent, backing.get()).report()
            : new UnplacedIntent(state, intent, memory).report();
    return new IntentReport(
        id,
        report.phase(),
        report.summary(),
        ImmutableList.<String>builder()
            .addAll(report.details())
            .addAll(failures(intent.status()))
            .addAll(withheld(state, intent.spec().modelId()))
            .build());
  }

  private static IntentReport unknown(State state, MetaInstanceId id) {
    String others =
        state.metaInstances().isEmpty()
            ? "there are no intents"
            : "there are "
                + Streams.stream(state.metaInstances().entries())
                    .limit(MAX_IDS)
                    .map(entry -> entry.getKey().value())
                    .collect(Collectors.joining(", "))
                + (state.metaInstances().size() > MAX_IDS ? ", ..." : "");
    return new IntentReport(
        id,
        IntentPhase.UNKNOWN,
        "There is no intent %s; %s. Maybe it was deleted.".formatted(id, others),
        ImmutableList.of());
  }

  private static ImmutableList<String> withheld(State state, ModelId model) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    WithheldNodes.of(state, model)
        .forEach(
            (node, reason) ->
                lines.add(
                    "node %s is not offered to it: %s".formatted(Names.of(node, state), reason)));
    return lines.build();
  }

  private ImmutableList<String> failures(MetaInstanceStatus status) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    int failed = status.consecutiveFailures();
    if (failed > 0) {
      int round = health.retryLimit() + 1;
      lines.add(
          "%s since it last recovered; %d of %d retries of this place are used"
              .formatted(Names.count(failed, "failure"), failed % round, health.retryLimit()));
    }
    if (status.lastFailureError() != null) {
      lines.add("last failure: " + status.lastFailureError());
    }
    return lines.build();
  }
}
