package org.exojvm.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.MODEL;
import static org.exojvm.core.reconcile.Fixtures.card;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.node;
import static org.exojvm.core.reconcile.Fixtures.ring;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.instance.Sharding;
import org.exojvm.core.card.ModelFacts;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.junit.jupiter.api.Test;

/** Goal: an edit replaces an instance for what a placement decides, and for nothing else. */
class SpecMatchTest {

  private static final MemoryPolicy POLICY =
      MemoryPolicy.defaults()
          .withFacts(
              ImmutableMap.of(MODEL, new ModelFacts(65_536, 8, 128, 2_048, 32, "GQA", null, null)));

  private final TestCluster cluster =
      TestCluster.connected("a", "b").declare(intent("m")).place(ring("i", "m", "a", "b"));

  @Test
  void whatAPlacementDecidesMatters() {
    assertThat(mismatch(spec -> spec.withModelId(ModelId.of("other"))))
        .contains("it holds model test/model");
    assertThat(mismatch(spec -> spec.withMinNodes(3)))
        .contains("it has 2 nodes, and 3 to any number are wanted");
    assertThat(mismatch(spec -> spec.withMaxNodes(1)))
        .contains("it has 2 nodes, and 1 to 1 are wanted");
    assertThat(mismatch(spec -> spec.withForbiddenNodes(ImmutableList.of(node("b")))))
        .contains("it uses [b], which the intent forbids");
    assertThat(mismatch(spec -> spec.withNodeIds(ImmutableList.of(node("a"), node("c")))))
        .contains("it does not use [c], which the intent requires");
    assertThat(mismatch(spec -> spec.withSharding(Sharding.TENSOR)).orElseThrow())
        .contains("it is sharded by");
    assertThat(mismatch(spec -> spec.withInstanceMeta(InstanceMeta.MLX_JACCL)).orElseThrow())
        .contains("it runs over");
  }

  @Test
  void wishesAmongPlacementsThatHoldDoNot() {
    assertThat(
            mismatch(
                spec ->
                    spec.withPreferredNodes(ImmutableList.of(node("z")))
                        .withStrategy("other")
                        .withGeneration(9)
                        .withMinNodes(2)
                        .withMaxNodes(2)))
        .isEmpty();
  }

  @Test
  void onOneNodeThereIsNothingToShareOut() {
    cluster.place(ring("i", "m", "a"));
    assertThat(
            mismatch(
                spec ->
                    spec.withSharding(Sharding.TENSOR).withInstanceMeta(InstanceMeta.MLX_JACCL)))
        .isEmpty();
  }

  @Test
  void aRequiredNodeThatMayBeReplacedIsNotMissed() {
    MetaInstance pinned =
        intent("m").withSpec(intent("m").spec().withNodeIds(ImmutableList.of(node("c"))));
    assertThat(
            SpecMatch.mismatch(
                pinned.withStatus(pinned.status().withRelaxedNodes(ImmutableList.of(node("c")))),
                instance(),
                cluster.state(),
                POLICY))
        .isEmpty();
  }

  @Test
  void moreCacheThanWasPromisedMattersAndLessDoesNot() {
    cluster.apply(
        new InstanceCreated(
            EventId.of("e"), ring("i", "m", "a", "b"), POLICY.demandFor(card(1), 8_192, 1)));
    assertThat(mismatch(spec -> spec.withContextTokens(4_096))).isEmpty();
    assertThat(mismatch(spec -> spec.withContextTokens(65_536)).orElseThrow())
        .matches("rank 0 keeps \\d+\\.\\d GiB for its cache, and \\d+\\.\\d GiB are wanted");
  }

  @Test
  void whatWasTakenOverAsItRanIsNotMeasuredByAPromise() {
    assertThat(mismatch(spec -> spec.withContextTokens(65_536))).isEmpty();
  }

  private Optional<String> mismatch(UnaryOperator<MetaInstanceSpec> edit) {
    MetaInstance plain = intent("m");
    return SpecMatch.mismatch(
        plain.withSpec(edit.apply(plain.spec())), instance(), cluster.state(), POLICY);
  }

  private Instance instance() {
    return Objects.requireNonNull(cluster.instance("i"));
  }
}
