package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.node;

import com.google.common.collect.ImmutableList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceEdited;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePaused;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceResumed;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.core.reconcile.SpecMatch;
import org.exojvm.core.reconcile.TestCluster;

/** Goal: whatever is edited, paused and resumed in any order, the last word holds in the end. */
class RollOverProperties {

  private static final EventId EVENT = EventId.of("e");

  /** An edit, a pause, a resumption, or an answer to what is outstanding. */
  private record Step(int kind, int minNodes, String forbidden) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(1, 4),
            Arbitraries.of("a", "b", "c", "x"))
        .as(Step::new)
        .list()
        .ofMaxSize(20);
  }

  @Property(tries = 300)
  void theLastSpecIsObservedAndWhatBacksItSatisfiesIt(@ForAll("steps") List<Step> steps) {
    TestCluster cluster = TestCluster.connected("a", "b", "c").declare(intent("m"));
    IntentRun run = new IntentRun(cluster);
    for (Step step : steps) {
      play(cluster, run, step);
      run.tick();
      assertThat(run.instancesOf("m")).hasSizeLessThanOrEqualTo(1);
    }
    for (int round = 0; round < 3; round++) {
      run.tick();
      run.answerAll();
    }
    MetaInstance last = cluster.intent("m");
    assertThat(last.status().observedGeneration()).isEqualTo(last.spec().generation());
    assertThat(run.instancesOf("m")).hasSize(isBackable(last) ? 1 : 0);
    for (Instance instance : cluster.state().instances().values()) {
      assertThat(SpecMatch.mismatch(last, instance, cluster.state(), MemoryPolicy.NONE)).isEmpty();
    }
    assertThat(run.tick().events()).isEmpty();
  }

  private static boolean isBackable(MetaInstance intent) {
    long offered =
        List.of("a", "b", "c").stream()
            .filter(name -> !intent.spec().forbiddenNodes().contains(node(name)))
            .count();
    return !intent.status().paused() && intent.spec().minNodes() <= offered;
  }

  private static void play(TestCluster cluster, IntentRun run, Step step) {
    MetaInstance now = cluster.intent("m");
    switch (step.kind()) {
      case 0, 1 ->
          cluster.apply(new MetaInstanceEdited(EVENT, now.withSpec(edited(now.spec(), step))));
      case 2 -> cluster.apply(new MetaInstancePaused(EVENT, now.id()));
      case 3 -> cluster.apply(new MetaInstanceResumed(EVENT, now.id()));
      default -> run.answerAll();
    }
  }

  private static MetaInstanceSpec edited(MetaInstanceSpec spec, Step step) {
    ImmutableList<NodeId> forbidden =
        step.forbidden().equals("x")
            ? ImmutableList.of()
            : ImmutableList.of(node(step.forbidden()));
    return spec.withMinNodes(step.minNodes())
        .withForbiddenNodes(forbidden)
        .withGeneration(spec.generation() + 1);
  }
}
