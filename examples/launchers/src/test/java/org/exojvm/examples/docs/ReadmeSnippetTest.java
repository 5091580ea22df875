package org.exojvm.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.catalog.BundledModelCatalog;
import org.exojvm.core.command.Command.CreateMetaInstance;
import org.exojvm.core.sim.VirtualCluster;
import org.exojvm.core.state.State;
import org.exojvm.examples.cluster.ClusterDescriptions;
import org.junit.jupiter.api.Test;

/** The snippet of the README compiles, works, and stands there as it stands here. */
class ReadmeSnippetTest {

  private static final int MAX_LINES = 12;
  private static final int MAX_STRATEGY_LINES = 30;
  private static final int MAX_TEST_LINES = 10;

  @Test
  void theSnippetPlacesAnInstance() throws Exception {
    // README snippet begins
    State description = ClusterDescriptions.load("mac-studio-4").state();
    ModelCatalog catalog = BundledModelCatalog.create();
    VirtualCluster cluster = VirtualCluster.builder(description, catalog).build();
    ModelId model = ModelId.of("mlx-community/Kimi-K2-Thinking");
    MetaInstanceSpec wanted = MetaInstanceSpec.of(MetaInstanceId.of("chat"), model);
    cluster.submit(new CreateMetaInstance(CommandId.of("c-1"), MetaInstance.of(wanted)));
    cluster.runUntil(state -> !state.instances().isEmpty(), 60_000);
    for (Instance instance : cluster.state().instances().values()) {
      System.out.println(instance.shardAssignments().nodeToRunner());
    }
    // README snippet ends
    assertThat(cluster.state().instances().size()).isEqualTo(1);
  }

  @Test
  void theReadmeHoldsTheSnippetVerbatim() throws Exception {
    String snippet =
        Project.text(
                "examples/launchers/src/test/java/org/exojvm/examples/docs/ReadmeSnippetTest.java")
            .split("// README snippet begins\n", 2)[1]
            .split(" *// README snippet ends\n", 2)[0]
            .indent(-4);
    assertThat(snippet.lines()).hasSizeLessThanOrEqualTo(MAX_LINES);
    assertThat(Project.text("README.md")).contains("```java\n" + snippet + "```\n");
  }

  @Test
  void theStrategyOfTheReadmeIsTheSampleInThirtyLinesAndItsTestInTen() throws Exception {
    assertShownInFull(
        "src/main/java/org/exojvm/examples/strategy/SpareNodeStrategy.java", MAX_STRATEGY_LINES);
    assertShownInFull(
        "src/test/java/org/exojvm/examples/strategy/SpareNodeStrategyTest.java", MAX_TEST_LINES);
  }

  /** Package and imports count as lines of a source, and are not shown. */
  private static void assertShownInFull(String source, int maxLines) throws Exception {
    String text = Project.text("examples/launchers/" + source);
    assertThat(text.lines().filter(line -> !line.isBlank()))
        .as("lines of %s that are not blank", source)
        .hasSizeLessThanOrEqualTo(maxLines);
    String shown = text.replaceAll("(?m)^(package|import) .*\\n|^/\\*\\*.*\\*/\\n", "").strip();
    assertThat(Project.text("README.md")).contains("```java\n" + shown + "\n```\n");
  }
}
