package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.node;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.RequiredNodePolicy;
import org.exojvm.core.event.MetaInstanceEvent.RequiredNodesRelaxed;
import org.exojvm.core.reconcile.TestCluster;
import org.junit.jupiter.api.Test;

/** D7: a required node that left may be replaced, unless the intent is strict. */
class D7PinnedNodesTest {

  private final TestCluster cluster = TestCluster.connected("a", "b", "c");
  private final IntentRun run = new IntentRun(cluster);

  @Test
  void requiredNodesArePlacedOn() {
    declare(RequiredNodePolicy.RELAX_WHEN_DEAD, "b", "c");
    place();
    assertThat(run.instancesOf("m")).containsExactly("b+c");
  }

  /** Museum: a pinned node dies and placement stops for ever (1b68eb5). */
  @Test
  void aRequiredNodeThatLeftIsReplacedByAnother() {
    cluster.kill("c");
    declare(RequiredNodePolicy.RELAX_WHEN_DEAD, "b", "c");
    assertThat(run.tick().events())
        .singleElement()
        .satisfies(
            event -> {
              RequiredNodesRelaxed relaxed = (RequiredNodesRelaxed) event;
              assertThat(relaxed.nodeIds()).containsExactly(node("c"));
              assertThat(relaxed.reason()).contains("c");
            });
    run.answerAll();
    assertThat(run.instancesOf("m")).containsExactly("b+a");
  }

  @Test
  void minNodesIsNeverRelaxed() {
    cluster.kill("c").kill("a");
    declare(RequiredNodePolicy.RELAX_WHEN_DEAD, "b", "c");
    place();
    assertThat(run.instancesOf("m")).isEmpty();
    assertThat(cluster.intent("m").status().placementError()).isEqualTo(FirstNodes.NO_ROOM);
  }

  @Test
  void aStrictIntentWaitsForItsNode() {
    cluster.kill("c");
    declare(RequiredNodePolicy.STRICT, "b", "c");
    place();
    assertThat(run.instancesOf("m")).isEmpty();
    assertThat(cluster.intent("m").status().relaxedNodes()).isEmpty();
    cluster.memory("c", 64).plug("b", "c");
    place();
    assertThat(run.instancesOf("m")).containsExactly("b+c");
  }

  @Test
  void aNodeThatNeverCameIsWaitedFor() {
    declare(RequiredNodePolicy.RELAX_WHEN_DEAD, "b", "z");
    place();
    assertThat(cluster.intent("m").status().relaxedNodes()).isEmpty();
    assertThat(run.instancesOf("m")).isEmpty();
  }

  @Test
  void aNodeThatIsBackBeforeAnythingWasPlacedIsRequiredAgain() {
    cluster.kill("c").kill("a");
    declare(RequiredNodePolicy.RELAX_WHEN_DEAD, "b", "c");
    place();
    cluster.memory("c", 64).plug("b", "c");
    assertThat(run.tick().events())
        .singleElement()
        .satisfies(event -> assertThat(((RequiredNodesRelaxed) event).nodeIds()).isEmpty());
    run.answerAll();
    assertThat(run.instancesOf("m")).containsExactly("b+c");
  }

  @Test
  void aNodeStaysRelaxedWhenItsDepartureIsForgotten() {
    MetaInstance plain = intent("m");
    ImmutableList<NodeId> gone = ImmutableList.of(node("long-gone"));
    cluster.declare(
        plain
            .withSpec(plain.spec().withNodeIds(gone))
            .withStatus(plain.status().withRelaxedNodes(gone)));
    place();
    assertThat(cluster.intent("m").status().relaxedNodes()).isEqualTo(gone);
    assertThat(run.instancesOf("m")).containsExactly("a");
  }

  @Test
  void theRelaxedSetIsToldOnce() {
    cluster.kill("c").kill("a");
    declare(RequiredNodePolicy.RELAX_WHEN_DEAD, "b", "c");
    place();
    long idx = cluster.state().lastEventAppliedIdx();
    run.ticks(10);
    assertThat(cluster.state().lastEventAppliedIdx()).isEqualTo(idx);
  }

  private void place() {
    run.tick();
    run.answerAll();
  }

  private void declare(RequiredNodePolicy policy, String... required) {
    MetaInstance plain = intent("m");
    ImmutableList<NodeId> nodes =
        ImmutableList.copyOf(required).stream()
            .map(NodeId::of)
            .collect(ImmutableList.toImmutableList());
    cluster.declare(
        plain.withSpec(
            plain.spec().withNodeIds(nodes).withMinNodes(2).withRequiredNodePolicy(policy)));
  }
}
