package org.exojvm.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.catalog.BundledModelCatalog;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.core.state.State;
import org.exojvm.examples.cluster.ClusterDescription;
import org.exojvm.examples.cluster.ClusterDescriptions;
import org.junit.jupiter.api.Test;

/** The story needs a model that several nodes hold together, with one node to lose. */
class ModelChoiceTest {

  private static final ImmutableList<ModelCard> CARDS = bundled();
  private static final MemoryPolicy POLICY = StoryPlanner.memory(BundledModelCatalog.create());

  @Test
  void fourMacStudiosGetTheLargestPipelineModelThatOneOfThemCannotHold() throws Exception {
    ModelChoice choice = choose(ClusterDescriptions.load("mac-studio-4"), Sharding.PIPELINE);
    assertThat(choice.model().modelId()).isEqualTo(ModelId.of("mlx-community/Kimi-K2-Thinking"));
    assertThat(choice.minNodes()).isEqualTo(1);
  }

  @Test
  void tensorShardingMayChooseAModelThatPipelinesMayNot() throws Exception {
    ModelChoice choice = choose(ClusterDescriptions.load("mac-studio-4"), Sharding.TENSOR);
    assertThat(choice.model().modelId()).isEqualTo(ModelId.of("mlx-community/DeepSeek-V3.1-8bit"));
  }

  @Test
  void theChoiceFitsWhenTheLargestNodeIsLost() throws Exception {
    ModelChoice choice = choose(cluster(8, 8, 8), Sharding.PIPELINE);
    assertThat(choice.model().storageSize().inGib()).isGreaterThan(8).isLessThan(16 * 0.9);
  }

  @Test
  void whereEveryFittingModelFitsOnOneNodeTwoNodesAreAskedFor() throws Exception {
    ModelChoice choice = choose(cluster(3000, 3000, 3000), Sharding.PIPELINE);
    assertThat(choice.minNodes()).isEqualTo(2);
  }

  @Test
  void ofTwoNodesOneMustBeAbleToGoOnAlone() throws Exception {
    ModelChoice choice = choose(cluster(64, 64), Sharding.PIPELINE);
    assertThat(choice.minNodes()).isEqualTo(1);
    assertThat(choice.model().storageSize().inGib()).isLessThan(64);
  }

  @Test
  void oneNodeAloneGetsWhatItCanHold() throws Exception {
    ModelChoice choice = choose(cluster(8), Sharding.PIPELINE);
    assertThat(choice.minNodes()).isEqualTo(1);
    assertThat(choice.model().storageSize().inGib()).isLessThan(8);
  }

  @Test
  void nothingIsChosenWhereEvenTheSmallestModelIsTooLarge() throws Exception {
    assertThat(ModelChoice.of(cluster(0, 0, 0), Sharding.PIPELINE, CARDS, POLICY)).isEmpty();
  }

  private static ModelChoice choose(ClusterDescription cluster, Sharding sharding) {
    Optional<ModelChoice> choice = ModelChoice.of(cluster, sharding, CARDS, POLICY);
    assertThat(choice).isPresent();
    return choice.get();
  }

  private static ClusterDescription cluster(long... gib) throws Exception {
    State state = State.empty().withTopology(Topology.empty());
    for (int index = 0; index < gib.length; index++) {
      NodeId node = NodeId.of("n" + index);
      Memory memory = Memory.ofGib(gib[index]);
      state =
          state
              .withTopology(state.topology().withNode(node))
              .withNodeMemory(
                  state
                      .nodeMemory()
                      .with(node, new MemoryUsage(memory, memory, Memory.ZERO, Memory.ZERO)));
    }
    return ClusterDescription.of("test", state);
  }

  private static ImmutableList<ModelCard> bundled() {
    BundledModelCatalog catalog = BundledModelCatalog.create();
    ImmutableList.Builder<ModelCard> cards = ImmutableList.builder();
    try {
      for (ModelId model : catalog.known()) {
        cards.add(catalog.load(model));
      }
    } catch (ModelCardException e) {
      throw new AssertionError(e);
    }
    return cards.build();
  }
}
