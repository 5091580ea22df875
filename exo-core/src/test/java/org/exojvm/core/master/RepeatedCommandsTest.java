package org.exojvm.core.master;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.command.Command;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.scenario.MasterHarness;
import org.exojvm.core.scenario.TestClusters;
import org.exojvm.core.scenario.TestRequests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Goal: a command that is sent again, because nobody knows what came of it, is not done twice. */
class RepeatedCommandsTest {

  private static final int REMEMBERED = 3;
  private static final Command REQUEST =
      new Command.TextGeneration(
          CommandId.of("request"), TestRequests.text(TestClusters.LARGE, "hi"));

  private final MasterHarness master =
      MasterHarness.of(
          TestClusters.ethernet("a", "b"),
          MasterConfig.defaults().withMaxRememberedAnswers(REMEMBERED));

  @BeforeEach
  void serve() {
    master.ask(
        new Command.CreateMetaInstance(
            CommandId.of("create"),
            MetaInstance.of(
                MetaInstanceSpec.of(MetaInstanceId.of("m"), TestClusters.LARGE.modelId()))));
    master.settle();
    master.ask(REQUEST);
    assertThat(master.core.state().tasks().size()).isEqualTo(1);
    assertThat(master.lastAnswer()).isInstanceOf(CommandAnswer.Accepted.class);
  }

  @Test
  void followersThatAskForEventsDoNotMakeAnAnswerForgotten() {
    // Rejected both times if its answer is kept, and accepted once the intent of that id is gone.
    Command conflicting =
        new Command.CreateMetaInstance(
            CommandId.of("conflicting"),
            MetaInstance.of(
                MetaInstanceSpec.of(MetaInstanceId.of("m"), TestClusters.SMALL.modelId())));
    master.ask(conflicting);
    CommandAnswer rejected = master.lastAnswer();
    assertThat(rejected).isInstanceOf(CommandAnswer.Rejected.class);
    for (int i = 0; i <= REMEMBERED; i++) {
      master.ask(new Command.RequestEventLog(CommandId.of("ask" + i), 0));
      assertThat(master.lastAnswer()).isInstanceOf(CommandAnswer.Accepted.class);
    }
    master.ask(new Command.DeleteMetaInstance(CommandId.of("delete"), MetaInstanceId.of("m")));
    master.ask(conflicting);
    assertThat(master.lastAnswer()).isEqualTo(rejected);
  }

  @Test
  void aRequestThatAnEarlierMastershipHasTakenInIsNotServedTwice() {
    MasterCore next =
        new MasterCore(
            MasterConfig.defaults(),
            new SessionId(NodeId.of("master"), 1),
            "next",
            PlacementStrategies.installed(),
            master.core.state());
    assertThat(next.step(new MasterInput.CommandReceived(MasterHarness.CLIENT, REQUEST)))
        .singleElement()
        .isInstanceOfSatisfying(
            MasterOutput.CommandAnswered.class,
            told -> assertThat(told.answer()).isInstanceOf(CommandAnswer.Accepted.class));
    assertThat(next.state().tasks().size()).isEqualTo(1);
  }
}
