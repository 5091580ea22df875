package org.exojvm.examples.quickstart;

import com.google.common.collect.ImmutableList;
import java.util.Objects;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.catalog.BundledModelCatalog;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.examples.cluster.ClusterDescription;
import org.exojvm.examples.cluster.ClusterDescriptionException;
import org.exojvm.examples.cluster.ClusterDescriptions;
import org.exojvm.node.terminal.Text;

/** Turns options into a plan, choosing what was left open. */
final class StoryPlanner {

  private final QuickstartOptions options;
  private final BundledModelCatalog catalog;

  StoryPlanner(QuickstartOptions options, BundledModelCatalog catalog) {
    this.options = options;
    this.catalog = catalog;
  }

  /** Returns how memory is counted, in the choice of a model as in its placement. */
  static MemoryPolicy memory(BundledModelCatalog catalog) {
    return MemoryPolicy.defaults().withFacts(catalog.facts());
  }

  /**
   * Returns the plan.
   *
   * @throws ClusterDescriptionException when the cluster cannot be used
   * @throws ModelCardException when the model is unknown, or none suits the cluster
   */
  StoryPlan plan() throws ClusterDescriptionException, ModelCardException {
    ClusterDescription cluster = ClusterDescriptions.load(options.cluster);
    ModelChoice choice = choice(cluster);
    InstanceMeta meta = Objects.requireNonNullElse(options.instanceMeta, defaultMeta(cluster));
    int minNodes = Objects.requireNonNullElse(options.minNodes, choice.minNodes());
    return new StoryPlan(
        cluster, choice.model(), options.sharding, meta, minNodes, options.strategy);
  }

  private ModelChoice choice(ClusterDescription cluster) throws ModelCardException {
    if (options.model != null && options.model.isEmpty()) {
      throw new ModelCardException("The model id is empty. Maybe leave --model out.");
    }
    if (options.model != null) {
      return ModelChoice.given(catalog.load(ModelId.of(options.model)));
    }
    ImmutableList.Builder<ModelCard> cards = ImmutableList.builder();
    for (ModelId model : catalog.known()) {
      cards.add(catalog.load(model));
    }
    return ModelChoice.of(cluster, options.sharding, cards.build(), memory(catalog))
        .orElseThrow(() -> nothingFits(cluster));
  }

  private static ModelCardException nothingFits(ClusterDescription cluster) {
    return new ModelCardException(
        "No model of the bundled catalogue fits on the cluster %s with %s free, less its largest node. Maybe free some memory, or play on --cluster mac-studio-4."
            .formatted(cluster.name(), Text.gib(cluster.freeMemory())));
  }

  private static InstanceMeta defaultMeta(ClusterDescription cluster) {
    return cluster.nodes().size() > 1 && allPairsHaveRdma(cluster)
        ? InstanceMeta.MLX_JACCL
        : InstanceMeta.MLX_RING;
  }

  private static boolean allPairsHaveRdma(ClusterDescription cluster) {
    Topology topology = cluster.state().topology();
    for (NodeId source : cluster.nodes()) {
      for (NodeId sink : cluster.nodes()) {
        if (!source.equals(sink)
            && topology.links(source, sink).stream().noneMatch(RdmaConnection.class::isInstance)) {
          return false;
        }
      }
    }
    return true;
  }
}
