package org.exojvm.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.node;
import static org.exojvm.core.reconcile.Fixtures.ring;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;

class FindUnsatisfiedTest {

  private final TestCluster cluster =
      TestCluster.connected("a", "b", "c")
          .declare(intent("m3"))
          .declare(intent("m1"))
          .declare(intent("m2"));

  @Test
  void intentsWithoutAnInstanceComeInTheOrderOfTheirDeclaration() {
    assertThat(unsatisfied()).containsExactly("m3", "m1", "m2");
  }

  @Test
  void aHealthyInstanceSatisfiesItsOwnIntentOnly() {
    cluster.place(ring("i", "m1", "a", "b"));
    assertThat(unsatisfied()).containsExactly("m3", "m2");
  }

  @Test
  void anInstanceWithoutIntentSatisfiesNothing() {
    cluster.place(ring("i", null, "a", "b"));
    assertThat(unsatisfied()).containsExactly("m3", "m1", "m2");
  }

  @Test
  void anUnhealthyInstanceLeavesItsIntentUnsatisfied() {
    cluster.place(ring("i", "m1", "a", "b")).cut("a", "b");
    assertThat(unsatisfied()).containsExactly("m3", "m1", "m2");
  }

  @Test
  void oneHealthyInstanceOfSeveralIsEnough() {
    cluster.place(ring("i", "m1", "a", "b")).place(ring("j", "m1", "c")).cut("a", "b");
    assertThat(unsatisfied()).containsExactly("m3", "m2");
  }

  @Test
  void anInstanceFitsAnIntentByModelSizeAndRequiredNodes() {
    Instance pair = ring("i", null, "a", "b");
    MetaInstance plain = intent("m");
    assertThat(Reconciliation.instanceSatisfiesMetaInstance(plain, pair)).isTrue();
    assertThat(Reconciliation.instanceSatisfiesMetaInstance(requiring(plain, "b"), pair)).isTrue();
    assertThat(Reconciliation.instanceSatisfiesMetaInstance(requiring(plain, "c"), pair)).isFalse();
    MetaInstance three = plain.withSpec(plain.spec().withMinNodes(3));
    assertThat(Reconciliation.instanceSatisfiesMetaInstance(three, pair)).isFalse();
  }

  private static MetaInstance requiring(MetaInstance intent, String node) {
    return intent.withSpec(intent.spec().withNodeIds(ImmutableList.of(node(node))));
  }

  private List<String> unsatisfied() {
    State state = cluster.state();
    return Reconciliation.findUnsatisfiedMetaInstances(
            state.metaInstances(), state.instances(), state.topology())
        .stream()
        .map(meta -> meta.id().value())
        .toList();
  }
}
