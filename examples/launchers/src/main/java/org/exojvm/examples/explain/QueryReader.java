package org.exojvm.examples.explain;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.core.catalog.BundledModelCatalog;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.reconcile.MemoryLedger;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.core.reconcile.Reconciliation;
import org.exojvm.core.state.State;
import org.exojvm.examples.cluster.ClusterDescription;
import org.exojvm.examples.cluster.ClusterDescriptionException;
import org.exojvm.examples.cluster.ClusterDescriptions;
import org.exojvm.examples.terminal.MisuseException;
import org.exojvm.examples.terminal.StrategyNames;
import org.exojvm.placement.explain.RememberedCluster;

/** Turns options into a question: the request that a master would make of an intent like this. */
final class QueryReader {

  private final ExplainOptions options;
  private final BundledModelCatalog catalog = BundledModelCatalog.create();
  private final MemoryPolicy policy = MemoryPolicy.defaults().withFacts(catalog.facts());

  QueryReader(ExplainOptions options) {
    this.options = options;
  }

  Query read() throws MisuseException {
    checkNumbers();
    ClusterDescription cluster = cluster();
    NodeNames names = new NodeNames(cluster);
    ModelCard card = card();
    List<NodeId> gone = names.find("--gone", options.gone);
    PlacementRequest request =
        Reconciliation.placementRequestFor(
            MetaInstance.of(spec(card, names)),
            card,
            without(cluster.state(), gone),
            policy,
            new IdSequence("explain").nextPlacementIds());
    return new Query(
        cluster.name(),
        names,
        request,
        remembered(cluster.state()),
        StrategyNames.find(options.strategy),
        policy.cacheText(card, options.context, options.concurrency));
  }

  private void checkNumbers() throws MisuseException {
    checkPositive("--min-nodes", options.minNodes);
    checkPositive("--max-nodes", options.maxNodes == null ? 1 : options.maxNodes);
    checkPositive("--context", options.context == null ? 1 : options.context);
    checkPositive("--concurrency", options.concurrency == null ? 1 : options.concurrency);
  }

  private static void checkPositive(String option, int value) throws MisuseException {
    if (value < 1) {
      throw new MisuseException(
          "%s is %d; it must be at least 1. Maybe leave it out.".formatted(option, value));
    }
  }

  private ClusterDescription cluster() throws MisuseException {
    try {
      return ClusterDescriptions.loadAsReported(options.cluster);
    } catch (ClusterDescriptionException e) {
      throw new MisuseException(String.valueOf(e.getMessage()));
    }
  }

  private ModelCard card() throws MisuseException {
    if (options.model.isEmpty()) {
      throw new MisuseException(
          "The model id is empty. Maybe try --model %s.".formatted(example()));
    }
    try {
      return catalog.overlay().apply(catalog.load(ModelId.of(options.model)));
    } catch (ModelCardException e) {
      throw new MisuseException(String.valueOf(e.getMessage()));
    }
  }

  private String example() {
    return catalog.known().getFirst().value();
  }

  private MetaInstanceSpec spec(ModelCard card, NodeNames names) throws MisuseException {
    return MetaInstanceSpec.of(MetaInstanceId.of("explain"), card.modelId())
        .withSharding(options.split.sharding())
        .withInstanceMeta(options.split.instanceMeta())
        .withMinNodes(options.minNodes)
        .withMaxNodes(options.maxNodes)
        .withNodeIds(names.find("--require", options.require))
        .withForbiddenNodes(names.find("--forbid", options.forbid))
        .withPreference(options.preference)
        .withContextTokens(options.context)
        .withConcurrency(options.concurrency);
  }

  private static State without(State state, List<NodeId> gone) {
    State rest = state;
    for (NodeId node : gone) {
      rest =
          rest.withTopology(rest.topology().withoutNode(node))
              .withNodeMemory(rest.nodeMemory().without(node));
    }
    return rest;
  }

  /** A node can free what is built in, less what is never given away. */
  private RememberedCluster remembered(State state) {
    ImmutableMap.Builder<NodeId, Memory> built = ImmutableMap.builder();
    for (Map.Entry<NodeId, MemoryUsage> node : state.nodeMemory().entries()) {
      MemoryUsage usage = node.getValue();
      built.put(node.getKey(), usage.ramTotal().minus(policy.headroom(usage)));
    }
    return new RememberedCluster(
        state.topology(), MemoryLedger.freeMemory(state, policy), built.buildOrThrow());
  }
}
