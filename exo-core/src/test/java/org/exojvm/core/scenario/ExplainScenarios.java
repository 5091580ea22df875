package org.exojvm.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.explain.IntentExplainer;
import org.exojvm.core.explain.IntentPhase;
import org.exojvm.core.explain.IntentReport;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;

/** What people are told of an intent, from the State of whole clusters, at any time. */
final class ExplainScenarios {

  private static final IntentExplainer EXPLAINER = IntentExplainer.defaults();

  private static IntentReport explained(Scenario scenario, MetaInstanceId intent) {
    return EXPLAINER.explain(scenario.cluster.state(), intent);
  }

  @Test
  void anIntentIsExplainedFromItsDeclarationUntilItServes() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b"));
    MetaInstanceId intent =
        scenario.declare("chat", TestClusters.LARGE, spec -> spec.withMinNodes(2));
    Set<IntentPhase> phases = new LinkedHashSet<>();
    StringBuilder texts = new StringBuilder();
    scenario.cluster.runUntil(
        state -> {
          IntentReport report = EXPLAINER.explain(state, intent);
          phases.add(report.phase());
          texts.append(report.text()).append('\n');
          return report.phase() == IntentPhase.SERVING;
        },
        Scenario.ENOUGH_MILLIS);
    assertThat(phases)
        .contains(IntentPhase.DOWNLOADING, IntentPhase.STARTING)
        .endsWith(IntentPhase.SERVING);
    assertThat(texts)
        .containsPattern("rank 0 on node .*: \\w+, downloading: \\d+ % of 12.0 GiB")
        .containsPattern("rank 1 on node .*: Loading")
        .contains("Intent chat serves on 2 nodes, with 0 requests open.");
  }

  @Test
  void oneThatDoesNotFitTellsWhatItWantsAndWhatThereIs() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b"));
    MetaInstanceId intent =
        scenario.declare("chat", TestClusters.LARGE, spec -> spec.withMinNodes(3));
    scenario.cluster.runUntil(
        state -> EXPLAINER.explain(state, intent).phase() == IntentPhase.UNPLACEABLE,
        Scenario.ENOUGH_MILLIS);
    assertThat(explained(scenario, intent).text())
        .contains("Intent chat cannot be placed now: ")
        .contains("it wants model test/large on 3 nodes or more")
        .contains("the cluster has 2 nodes; 30.4 GiB free memory is left for placements")
        .contains("offers 15.2 GiB of 16.0 GiB");
  }

  @Test
  void oneThatFailsTellsTheFailureAndTheRetries() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a"));
    MetaInstanceId intent = scenario.declare("chat", TestClusters.SMALL, spec -> spec);
    Instance instance = scenario.awaitServing(intent);
    RunnerId runner = instance.shardAssignments().runnerToShard().keySet().asList().getFirst();
    scenario.cluster.failRunner(runner, "the driver is gone");
    scenario.cluster.runUntil(
        state -> state.runners().get(runner) instanceof RunnerFailed, Scenario.ENOUGH_MILLIS);
    assertThat(explained(scenario, intent))
        .satisfies(report -> assertThat(report.phase()).isEqualTo(IntentPhase.FAILING))
        .extracting(IntentReport::text)
        .asString()
        .contains("Failed: the driver is gone");
    scenario.cluster.runUntil(state -> Scenario.serves(state, instance), Scenario.ENOUGH_MILLIS);
    assertThat(explained(scenario, intent).text())
        .contains("1 failure since it last recovered; 1 of 3 retries of this place are used")
        .contains("last failure: ")
        .contains("the driver is gone");
  }

  @Test
  void anUnknownOneNamesThoseThereAre() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a"));
    scenario.declare("chat", TestClusters.SMALL, spec -> spec);
    assertThat(explained(scenario, MetaInstanceId.of("chta")))
        .extracting(IntentReport::phase, IntentReport::text)
        .containsExactly(
            IntentPhase.UNKNOWN, "There is no intent chta; there are chat. Maybe it was deleted.");
    assertThat(EXPLAINER.explain(State.empty(), MetaInstanceId.of("x")).summary())
        .contains("there are no intents");
  }
}
