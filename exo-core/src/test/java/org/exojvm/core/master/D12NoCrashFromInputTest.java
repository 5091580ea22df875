package org.exojvm.core.master;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.function.UnaryOperator;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.instance.Sharding;
import org.exojvm.core.command.Command;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceDeleted;
import org.exojvm.core.scenario.MasterHarness;
import org.exojvm.core.scenario.TestClusters;
import org.exojvm.core.scenario.TestRequests;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;

/**
 * Every command gets an answer; what makes no sense is refused with the values and changes nothing.
 */
final class D12NoCrashFromInputTest {

  private static final CommandId ID = CommandId.of("command");

  private final MasterHarness master = MasterHarness.of(TestClusters.ethernet("a", "b"));

  private static MetaInstance intent(UnaryOperator<MetaInstanceSpec> edit) {
    return MetaInstance.of(
        edit.apply(MetaInstanceSpec.of(MetaInstanceId.of("m"), TestClusters.LARGE.modelId())));
  }

  private void assertRejected(Command command, RejectionCode code, String... parts) {
    State before = master.core.state();
    master.ask(command);
    assertThat(master.lastAnswer()).isInstanceOf(CommandAnswer.Rejected.class);
    CommandAnswer.Rejected answer = (CommandAnswer.Rejected) master.lastAnswer();
    assertThat(answer.commandId()).isEqualTo(command.commandId());
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.reason()).contains(parts).contains("Maybe");
    assertThat(master.core.state()).isSameAs(before);
  }

  @Test
  void minNodesAboveMaxNodes_isRefusedWithBothValues() {
    assertRejected(
        new Command.CreateMetaInstance(ID, intent(spec -> spec.withMinNodes(5).withMaxNodes(3))),
        RejectionCode.INVALID,
        "minNodes (5)",
        "maxNodes (3)");
  }

  @Test
  void minNodesBelowOne_isRefused() {
    assertRejected(
        new Command.CreateMetaInstance(ID, intent(spec -> spec.withMinNodes(0))),
        RejectionCode.INVALID,
        "minNodes (0)");
  }

  @Test
  void idOfThousandsOfCharacters_isRefusedWithTheBound() {
    MetaInstanceSpec spec =
        MetaInstanceSpec.of(MetaInstanceId.of("m".repeat(4_000)), TestClusters.LARGE.modelId());
    assertRejected(
        new Command.CreateMetaInstance(ID, MetaInstance.of(spec)),
        RejectionCode.INVALID,
        "4000 characters",
        "256");
  }

  @Test
  void modelOfNegativeSize_isRefused() {
    assertRejected(
        new Command.PlaceInstance(
            ID,
            TestClusters.card("test/antimatter", -1_000),
            Sharding.PIPELINE,
            InstanceMeta.MLX_RING,
            1),
        RejectionCode.INVALID,
        "test/antimatter",
        "-1073741824000");
  }

  @Test
  void searchThatNeverEnds_isAnsweredInTheEnd() {
    master.ask(
        new Command.PlaceInstance(
            ID, TestClusters.SMALL, Sharding.PIPELINE, InstanceMeta.MLX_RING, 1));
    master.effects.clear();
    assertThat(master.answers).isEmpty();
    for (int second = 0; second <= DirectPlacements.MAX_SEARCH_TICKS; second++) {
      master.tick();
    }
    assertThat(master.lastAnswer())
        .isInstanceOfSatisfying(
            CommandAnswer.Rejected.class,
            answer -> assertThat(answer.code()).isEqualTo(RejectionCode.OVERLOADED));
  }

  @Test
  void contextOrConcurrencyBelowOne_isRefused() {
    assertRejected(
        new Command.CreateMetaInstance(ID, intent(spec -> spec.withContextTokens(0))),
        RejectionCode.INVALID,
        "contextTokens (0)");
    assertRejected(
        new Command.CreateMetaInstance(
            CommandId.of("second"), intent(spec -> spec.withConcurrency(-1))),
        RejectionCode.INVALID,
        "concurrency (-1)");
  }

  @Test
  void moreRequiredNodesThanMaxNodes_isRefused() {
    assertRejected(
        new Command.CreateMetaInstance(
            ID,
            intent(
                spec ->
                    spec.withMaxNodes(1)
                        .withNodeIds(ImmutableList.of(NodeId.of("a"), NodeId.of("b"))))),
        RejectionCode.INVALID,
        "requires 2 nodes",
        "maxNodes is 1");
  }

  @Test
  void nodeRequiredAndForbidden_isRefusedWithItsName() {
    assertRejected(
        new Command.CreateMetaInstance(
            ID,
            intent(
                spec ->
                    spec.withNodeIds(ImmutableList.of(NodeId.of("a")))
                        .withForbiddenNodes(ImmutableList.of(NodeId.of("a"))))),
        RejectionCode.INVALID,
        "[a]",
        "required and forbidden");
  }

  @Test
  void unknownStrategy_isRefusedWithTheKnownOnes() {
    assertRejected(
        new Command.CreateMetaInstance(ID, intent(spec -> spec.withStrategy("roundest-cycle"))),
        RejectionCode.INVALID,
        "roundest-cycle",
        "largest-cycle",
        "smallest-cycle");
  }

  @Test
  void sameIntentAgain_isAcceptedAndChangesNothing() {
    master.ask(new Command.CreateMetaInstance(ID, intent(spec -> spec)));
    State before = master.core.state();
    master.ask(new Command.CreateMetaInstance(CommandId.of("again"), intent(spec -> spec)));
    assertThat(master.lastAnswer()).isEqualTo(new CommandAnswer.Accepted(CommandId.of("again")));
    assertThat(master.core.state()).isSameAs(before);
  }

  @Test
  void sameIdWithOtherSettings_isAConflict() {
    master.ask(new Command.CreateMetaInstance(ID, intent(spec -> spec)));
    assertRejected(
        new Command.CreateMetaInstance(CommandId.of("other"), intent(spec -> spec.withMinNodes(2))),
        RejectionCode.CONFLICT,
        "(m)");
  }

  @Test
  void statusOfADeclaredIntent_isNotTakenFromTheClient() {
    MetaInstance forged = intent(spec -> spec);
    master.ask(
        new Command.CreateMetaInstance(
            ID,
            forged.withStatus(forged.status().withConsecutiveFailures(7).withPlacementError("x"))));
    MetaInstance stored = master.core.state().metaInstances().get(forged.id());
    assertThat(stored).isNotNull();
    assertThat(stored.status().consecutiveFailures()).isZero();
  }

  @Test
  void deletingWhatDoesNotExist_isNotFound() {
    assertRejected(
        new Command.DeleteMetaInstance(ID, MetaInstanceId.of("gone")),
        RejectionCode.NOT_FOUND,
        "(gone)");
    assertRejected(
        new Command.DeleteInstance(CommandId.of("second"), InstanceId.of("gone")),
        RejectionCode.NOT_FOUND,
        "(gone)");
  }

  @Test
  void finishingOrCancellingAnUnknownCommand_isNotFound() {
    assertRejected(
        new Command.TaskFinished(ID, CommandId.of("never")), RejectionCode.NOT_FOUND, "(never)");
    assertRejected(
        new Command.TaskCancelled(CommandId.of("second"), CommandId.of("never")),
        RejectionCode.NOT_FOUND,
        "(never)");
  }

  @Test
  void requestForAModelWithoutInstance_isNotFound() {
    assertRejected(
        new Command.TextGeneration(ID, TestRequests.text(TestClusters.LARGE, "hello")),
        RejectionCode.NOT_FOUND,
        "test/large");
  }

  @Test
  void placementThatCannotWork_isRefusedWithNumbers() {
    State before = master.core.state();
    master.ask(
        new Command.PlaceInstance(
            ID,
            TestClusters.card("test/huge", 1_000),
            Sharding.PIPELINE,
            InstanceMeta.MLX_RING,
            1));
    master.settle();
    assertThat(master.lastAnswer())
        .isInstanceOfSatisfying(
            CommandAnswer.Rejected.class,
            answer -> {
              assertThat(answer.code()).isEqualTo(RejectionCode.UNPLACEABLE);
              assertThat(answer.reason())
                  .contains("No cycles found with sufficient memory", "1100", "30.40");
            });
    assertThat(master.core.state()).isSameAs(before);
  }

  @Test
  void unloadableModelCard_leavesTheMasterAliveAndSaysWhy() {
    master.ask(new Command.CreateMetaInstance(ID, intent(spec -> spec)));
    master.effects.clear();
    master.step(
        new MasterInput.CardFailed(TestClusters.LARGE.modelId(), "Model (x) is not known."));
    MetaInstance stored = master.core.state().metaInstances().get(MetaInstanceId.of("m"));
    assertThat(stored).isNotNull();
    assertThat(stored.status().placementError())
        .startsWith("Failed to load model card:")
        .contains("not known");
  }

  @Test
  void sameCommandAgain_getsTheSameAnswerAndHappensOnce() {
    Command delete = new Command.DeleteMetaInstance(CommandId.of("delete"), MetaInstanceId.of("m"));
    master.ask(new Command.CreateMetaInstance(ID, intent(spec -> spec)));
    master.ask(delete);
    CommandAnswer first = master.lastAnswer();
    master.ask(delete);
    assertThat(master.lastAnswer()).isEqualTo(first).isInstanceOf(CommandAnswer.Accepted.class);
    assertThat(master.seen(MetaInstanceDeleted.class)).hasSize(1);
  }

  @Test
  void workerThatSendsAnEventOfTheMaster_isIgnored() {
    master.ask(new Command.CreateMetaInstance(ID, intent(spec -> spec)));
    State before = master.core.state();
    master.report(
        NodeId.of("a"), new MetaInstanceDeleted(EventId.of("forged"), MetaInstanceId.of("m")));
    assertThat(master.core.state()).isSameAs(before);
  }

  @Test
  void instanceKeptByAnIntent_isNotDeletedByHand() {
    master.ask(new Command.CreateMetaInstance(ID, intent(spec -> spec)));
    master.settle();
    InstanceId bound = master.core.state().instances().keys().iterator().next();
    assertRejected(
        new Command.DeleteInstance(CommandId.of("second"), bound), RejectionCode.CONFLICT, "(m)");
  }
}
