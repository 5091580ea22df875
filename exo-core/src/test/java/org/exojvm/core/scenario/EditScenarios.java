package org.exojvm.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.command.Command;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.GenerationObserved;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceEdited;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePaused;
import org.exojvm.core.explain.IntentExplainer;
import org.exojvm.core.explain.IntentPhase;
import org.exojvm.core.explain.IntentReport;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.RejectionCode;
import org.exojvm.core.process.Effect;
import org.junit.jupiter.api.Test;

/** Goal: an intent follows its edits, keeps what still fits, and has nothing while it is paused. */
final class EditScenarios {

  private static final MetaInstanceId INTENT = MetaInstanceId.of("m");
  private final MasterHarness master = MasterHarness.of(TestClusters.ethernet("a", "b"));
  private int commands;

  @Test
  void anEditThatTheInstanceSatisfiesKeepsIt() {
    declare();
    InstanceId first = onlyInstance().instanceId();
    edit(1, spec -> spec.withPreferredNodes(ImmutableList.of(NodeId.of("b"))));
    master.ticks(3);
    master.settle();

    assertThat(onlyInstance().instanceId()).isEqualTo(first);
    assertThat(intent().status().observedGeneration()).isEqualTo(1);
    assertThat(Iterables.getLast(master.seen(GenerationObserved.class)).reason())
        .isEqualTo("instance %s is kept: it is what is asked for".formatted(first));
  }

  @Test
  void anEditThatItDoesNotSatisfyReplacesIt() {
    declare();
    InstanceId first = onlyInstance().instanceId();
    edit(1, spec -> spec.withMaxNodes(1));
    master.ticks(3);
    master.settle();

    assertThat(onlyInstance().instanceId()).isNotEqualTo(first);
    assertThat(onlyInstance().shardAssignments().nodeToRunner()).hasSize(1);
    assertThat(master.seen(InstanceDeleted.class))
        .singleElement()
        .satisfies(deleted -> assertThat(deleted.failureError()).isNull());
    assertThat(master.seen(GenerationObserved.class))
        .singleElement()
        .satisfies(
            observed ->
                assertThat(observed.reason())
                    .contains("is taken away: it has 2 nodes, and 1 to 1 are wanted"));
    assertThat(intent().status().consecutiveFailures()).isZero();
  }

  @Test
  void theSameEditTwiceIsOneAndAStaleOneIsRejected() {
    declare();
    edit(2, spec -> spec.withMaxNodes(1));
    edit(2, spec -> spec.withMaxNodes(1));
    assertThat(master.lastAnswer()).isInstanceOf(CommandAnswer.Accepted.class);
    assertThat(master.seen(MetaInstanceEdited.class)).hasSize(1);

    edit(1, spec -> spec.withMinNodes(2));
    assertThat(master.lastAnswer())
        .isInstanceOfSatisfying(
            CommandAnswer.Rejected.class,
            answer -> {
              assertThat(answer.code()).isEqualTo(RejectionCode.CONFLICT);
              assertThat(answer.reason())
                  .contains("(m) is at generation 2", "makes generation 1", "Maybe somebody else");
            });
    assertThat(intent().spec().maxNodes()).isEqualTo(1);
  }

  @Test
  void anEditOfNothingAndOneWithoutSenseAreRejected() {
    edit(1, spec -> spec);
    assertThat(rejection()).isEqualTo(RejectionCode.NOT_FOUND);
    declare();
    edit(1, spec -> spec.withMinNodes(0));
    assertThat(rejection()).isEqualTo(RejectionCode.INVALID);
  }

  @Test
  void aSearchForTheOldGenerationComesToNothing() {
    ask(new Command.CreateMetaInstance(next(), MetaInstance.of(spec())));
    master.loadCard(master.takeOnly(Effect.LoadModelCard.class));
    Effect.SearchPlacements old = master.takeOnly(Effect.SearchPlacements.class);
    edit(1, spec -> spec.withMaxNodes(1));
    master.step(new MasterInput.PlacementsFound(old, master.search(old)));
    master.ticks(2);
    master.settle();

    assertThat(onlyInstance().shardAssignments().nodeToRunner()).hasSize(1);
    assertThat(master.seen(InstanceCreated.class)).hasSize(1);
    assertThat(intent().status().observedGeneration()).isEqualTo(1);
  }

  @Test
  void aPausedIntentHasNothingUntilItIsResumed() {
    declare();
    ask(new Command.PauseMetaInstance(next(), INTENT));
    ask(new Command.PauseMetaInstance(next(), INTENT));
    assertThat(master.seen(MetaInstancePaused.class)).hasSize(1);
    assertThat(master.core.state().instances().isEmpty()).isTrue();
    master.ticks(30);
    assertThat(master.effects).isEmpty();
    IntentReport report = IntentExplainer.defaults().explain(master.core.state(), INTENT);
    assertThat(report.phase()).isEqualTo(IntentPhase.PAUSED);
    assertThat(report.summary()).contains("is paused", "until it is resumed");

    ask(new Command.ResumeMetaInstance(next(), INTENT));
    ask(new Command.ResumeMetaInstance(next(), INTENT));
    master.settle();
    assertThat(onlyInstance().metaInstanceId()).isEqualTo(INTENT);
  }

  @Test
  void aSearchThatEndsWhileTheIntentIsPausedComesToNothing() {
    ask(new Command.CreateMetaInstance(next(), MetaInstance.of(spec())));
    master.loadCard(master.takeOnly(Effect.LoadModelCard.class));
    Effect.SearchPlacements search = master.takeOnly(Effect.SearchPlacements.class);
    ask(new Command.PauseMetaInstance(next(), INTENT));
    master.step(new MasterInput.PlacementsFound(search, master.search(search)));
    master.ticks(3);

    assertThat(master.seen(InstanceCreated.class)).isEmpty();
    assertThat(master.effects).isEmpty();
  }

  @Test
  void nobodyPausesOrResumesWhatIsNotThere() {
    ask(new Command.PauseMetaInstance(next(), INTENT));
    assertThat(rejection()).isEqualTo(RejectionCode.NOT_FOUND);
    ask(new Command.ResumeMetaInstance(next(), INTENT));
    assertThat(rejection()).isEqualTo(RejectionCode.NOT_FOUND);
  }

  private void declare() {
    ask(new Command.CreateMetaInstance(next(), MetaInstance.of(spec())));
    master.settle();
    assertThat(onlyInstance().shardAssignments().nodeToRunner()).hasSize(2);
  }

  private void edit(long generation, UnaryOperator<MetaInstanceSpec> change) {
    ask(
        new Command.EditMetaInstance(
            next(), MetaInstance.of(change.apply(spec()).withGeneration(generation))));
  }

  private static MetaInstanceSpec spec() {
    return MetaInstanceSpec.of(INTENT, TestClusters.SMALL.modelId());
  }

  private void ask(Command command) {
    master.ask(command);
  }

  private CommandId next() {
    return CommandId.of("edit-" + ++commands);
  }

  private RejectionCode rejection() {
    return ((CommandAnswer.Rejected) master.lastAnswer()).code();
  }

  private MetaInstance intent() {
    return Objects.requireNonNull(master.core.state().metaInstances().get(INTENT));
  }

  private Instance onlyInstance() {
    return Iterables.getOnlyElement(master.core.state().instances().values());
  }
}
