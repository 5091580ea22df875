package org.exojvm.examples.quickstart;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.examples.cluster.ClusterDescription;
import org.exojvm.node.terminal.Table;
import org.exojvm.node.terminal.Text;

/** The chapters in their order, an introduction, and a summary. */
final class Story {

  private static final ImmutableList<Chapter> CHAPTERS =
      ImmutableList.of(
          new DeclareChapter(),
          new AskChapter(),
          new LinkChapter(),
          new RunnerChapter(),
          new NodeChapter(),
          new DeleteChapter(),
          new MasterChapter());

  /** Time for the nodes to report themselves and their links; they do so at once. */
  private static final long INTRODUCTION_MILLIS_MAX = 60_000;

  private final Scene scene;
  private final Stage stage;
  private final boolean realNodes;

  /**
   * Prepares the story.
   *
   * @param realNodes whether the chapters that take real time are played
   */
  Story(Scene scene, boolean realNodes) {
    this.scene = scene;
    this.realNodes = realNodes;
    this.stage = scene.stage();
  }

  /** Plays every chapter until one does not end as promised; returns that one, if any. */
  Optional<Outcome> tell() {
    introduce();
    if (!scene.await(this::allNodesKnown, INTRODUCTION_MILLIS_MAX)) {
      Outcome silent = Outcome.failed("cluster started", "not every node and link was reported");
      summarise(ImmutableList.of(silent));
      return Optional.of(silent);
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Chapter chapter : CHAPTERS) {
      boolean goesOn = outcomes.isEmpty() || outcomes.getLast().held();
      if (goesOn && (realNodes || !(chapter instanceof MasterChapter))) {
        stage.chapter(chapter.title());
        outcomes.add(chapter.play(scene));
      }
    }
    summarise(outcomes);
    return Optional.of(outcomes.getLast()).filter(outcome -> !outcome.held());
  }

  private boolean allNodesKnown() {
    ClusterDescription cluster = scene.plan().cluster();
    return scene.state().nodeMemory().size() == cluster.nodes().size()
        && scene.state().topology().connections().size()
            == cluster.state().topology().connections().size();
  }

  private void introduce() {
    StoryPlan plan = scene.plan();
    stage.line(stage.ink().heading("exo for the JVM: quickstart"));
    stage.line(
        stage.ink().aside("real control plane; time, network and inference engine are simulated"));
    stage.line("");
    stage.line(
        "cluster  "
            + plan.cluster().name()
            + ", "
            + Text.gib(plan.cluster().freeMemory())
            + " free");
    stage.table(nodes(plan.cluster()));
    stage.line(
        "model    %s: %s, %d layers"
            .formatted(
                plan.model().modelId(),
                Text.gib(plan.model().storageSize()),
                plan.model().nLayers()));
    stage.line(
        "wanted   %s over %s on at least %s, strategy %s"
            .formatted(
                plan.sharding().wireName(),
                plan.instanceMeta().wireName(),
                Text.count(plan.minNodes(), "node"),
                scene.strategyName()));
  }

  private static Table nodes(ClusterDescription cluster) {
    Table table = new Table("node", "chip", ">memory", ">free");
    for (NodeId node : cluster.nodes()) {
      MemoryUsage memory = cluster.memory(node);
      table.row(
          cluster.identity(node).friendlyName(),
          cluster.identity(node).chipId(),
          Text.gib(memory.ramTotal()),
          Text.gib(memory.ramAvailable()));
    }
    return table;
  }

  private void summarise(List<Outcome> outcomes) {
    Table table = new Table("step", "", "result (virtual time)");
    for (Outcome outcome : outcomes) {
      table.row(outcome.step(), outcome.held() ? "ok" : "FAILED", outcome.result());
    }
    stage.line("");
    stage.line(stage.ink().heading("Summary"));
    stage.table(table);
    stage.line("");
    stage.line(
        "%s of virtual time, %s"
            .formatted(
                Text.clock(scene.cluster().nowMillis()),
                Text.count(scene.state().lastEventAppliedIdx() + 1, "event")));
  }
}
