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
  void theStrategyOfTheReadmeIsTheSample() throws Exception {
    String sample =
        Project.text(
            "examples/launchers/src/main/java/org/exojvm/examples/strategy/SpareNodeStrategy.java");
    String shown =
        Project.text("README.md").split("```java\npublic final class", 2)[1].split("```\n", 2)[0];
    assertThat(shown.lines()).hasSizeLessThanOrEqualTo(30);
    assertThat(shown.lines().map(String::strip).filter(line -> !line.startsWith("//")))
        .allSatisfy(line -> assertThat(sample).contains(line));
  }
}
