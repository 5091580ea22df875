package org.exojvm.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.instance.Sharding;
import org.exojvm.core.command.Command;

/**
 * D9. Goal: whatever is declared, placed, loaded, served, retried, deleted and measured, in any
 * order: what runners hold and what is promised to them, with what else runs on a node, is never
 * more than the node has.
 */
final class D9NeverOverCommitsProperties {

  private static final int INTENTS = 5;

  /** Something that happens; the number chooses whom it concerns. */
  enum Kind {
    DECLARE,
    WITHDRAW,
    PLACE,
    DELETE,
    EFFECT,
    SETTLE,
    ADVANCE,
    CRASH,
    STOP,
    MEASURE,
    USE,
    TICK
  }

  record Step(Kind kind, int number) {}

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(4, Kind.DECLARE),
            Tuple.of(1, Kind.WITHDRAW),
            Tuple.of(3, Kind.PLACE),
            Tuple.of(1, Kind.DELETE),
            Tuple.of(2, Kind.EFFECT),
            Tuple.of(6, Kind.SETTLE),
            Tuple.of(20, Kind.ADVANCE),
            Tuple.of(2, Kind.CRASH),
            Tuple.of(2, Kind.STOP),
            Tuple.of(8, Kind.MEASURE),
            Tuple.of(2, Kind.USE),
            Tuple.of(4, Kind.TICK));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, 1_000))
        .as(Step::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(120);
  }

  @Property(tries = 300)
  void whatIsHeldAndPromisedNeverExceedsWhatIsThere(@ForAll("histories") List<Step> history) {
    Course course = new Course();
    for (Step step : history) {
      course.take(step);
      assertThat(course.world.mostClaimedBytes())
          .isLessThanOrEqualTo(course.world.installedBytes());
      assertThat(course.world.heldWithoutPromiseBytes()).isZero();
    }
  }

  /** A history being played. */
  private static final class Course {

    final MemoryWorld world = new MemoryWorld();
    private int commands;

    void take(Step step) {
      int number = step.number();
      switch (step.kind()) {
        case DECLARE -> declare(number);
        case WITHDRAW -> ask(id -> new Command.DeleteMetaInstance(id, intent(number)));
        case PLACE ->
            ask(
                id ->
                    new Command.PlaceInstance(
                        id,
                        MemoryWorld.model(number % 2 == 0),
                        number % 3 == 0 ? Sharding.TENSOR : Sharding.PIPELINE,
                        InstanceMeta.MLX_RING,
                        1));
        case DELETE -> deleteInstance(number);
        case EFFECT -> world.master.settleOne();
        case SETTLE -> world.master.settle();
        case ADVANCE -> onRunner(number, world::advance);
        case CRASH -> onRunner(number, world::crash);
        case STOP -> onRunner(number, world::stop);
        case MEASURE -> world.measure(number);
        case USE -> world.use(number, number % 101);
        case TICK -> world.tick();
      }
    }

    private void declare(int number) {
      MetaInstanceSpec spec =
          MetaInstanceSpec.of(intent(number), MemoryWorld.model(number % 2 == 0).modelId())
              .withMaxNodes(number % 3 == 0 ? null : 1 + number % 3)
              .withSharding(number % 4 == 0 ? Sharding.TENSOR : Sharding.PIPELINE)
              .withContextTokens(number % 2 == 0 ? null : 4_096 * (1 + number % 5));
      ask(id -> new Command.CreateMetaInstance(id, MetaInstance.of(spec)));
    }

    private void deleteInstance(int number) {
      ImmutableList<InstanceId> instances = ImmutableList.copyOf(world.state().instances().keys());
      if (!instances.isEmpty()) {
        ask(id -> new Command.DeleteInstance(id, instances.get(number % instances.size())));
      }
    }

    private void onRunner(int number, Consumer<RunnerId> action) {
      ImmutableList<RunnerId> runners = ImmutableList.copyOf(world.state().runnerBindings().keys());
      if (!runners.isEmpty()) {
        action.accept(runners.get(number % runners.size()));
      }
    }

    private void ask(Function<CommandId, Command> command) {
      world.master.ask(command.apply(CommandId.of("c" + commands++)));
    }

    private static MetaInstanceId intent(int number) {
      return MetaInstanceId.of("m" + number % INTENTS);
    }
  }
}
