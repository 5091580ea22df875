package org.exojvm.core.master;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.command.Command;
import org.exojvm.core.scenario.MasterHarness;
import org.exojvm.core.scenario.TestClusters;
import org.junit.jupiter.api.Test;

/** Goal: an intent that is declared paused is not placed before somebody resumes it. */
class DeclaredPausedTest {

  private static final MetaInstanceId INTENT = MetaInstanceId.of("m");

  private final MasterHarness master =
      MasterHarness.of(TestClusters.ethernet("a", "b"), MasterConfig.defaults());

  @Test
  void nothingBacksItUntilItIsResumed() {
    MetaInstance fresh = MetaInstance.of(MetaInstanceSpec.of(INTENT, TestClusters.SMALL.modelId()));
    MetaInstance paused =
        fresh.withStatus(
            fresh.status().withPaused(true).withConsecutiveFailures(2).withPlacementError("old"));
    master.ask(new Command.CreateMetaInstance(CommandId.of("create"), paused));
    master.settle();
    assertThat(master.lastAnswer()).isInstanceOf(CommandAnswer.Accepted.class);
    assertThat(master.core.state().metaInstances().get(INTENT))
        .isEqualTo(fresh.withStatus(fresh.status().withPaused(true)));
    assertThat(master.core.state().instances().size()).isZero();
    master.ask(new Command.ResumeMetaInstance(CommandId.of("resume"), INTENT));
    master.settle();
    assertThat(master.core.state().instances().size()).isEqualTo(1);
  }
}
