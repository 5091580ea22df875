package org.exojvm.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ListMultimap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.model.ModelCard;
import org.exojvm.core.command.Command;
import org.exojvm.core.engine.simulated.SimulationScript;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.sim.ClusterListener;
import org.exojvm.core.sim.VirtualCluster;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;

/** A virtual cluster with the questions that scenarios ask of it. */
final class Scenario implements ClusterListener {

  static final long ENOUGH_MILLIS = 120_000;

  final VirtualCluster cluster;
  final List<Event> events = new ArrayList<>();
  private final ListMultimap<CommandId, GenerationChunk> chunks = ArrayListMultimap.create();
  private int commands;

  Scenario(State description) {
    this(description, MasterConfig.defaults(), new SimulationScript());
  }

  Scenario(State description, MasterConfig config, SimulationScript script) {
    this.cluster =
        VirtualCluster.builder(description, new TestCatalog())
            .masterConfig(config)
            .script(script)
            .listener(this)
            .build();
    cluster.advanceMillis(2_000);
  }

  @Override
  public void onEvent(long nowMillis, IndexedEvent event) {
    events.add(event.event());
  }

  @Override
  public void onChunk(long nowMillis, CommandId command, GenerationChunk chunk) {
    chunks.put(command, chunk);
  }

  /** Returns the output of a request so far, in order. */
  List<GenerationChunk> chunks(CommandId command) {
    return chunks.get(command);
  }

  CommandAnswer ask(Command command) {
    cluster.submit(command);
    for (int waits = 0; waits < 100 && cluster.answer(command.commandId()).isEmpty(); waits++) {
      cluster.advanceMillis(10);
    }
    return cluster.answer(command.commandId()).orElseThrow();
  }

  CommandId nextCommandId() {
    return CommandId.of("command-" + commands++);
  }

  MetaInstanceId declare(String id, ModelCard model, UnaryOperator<MetaInstanceSpec> edit) {
    MetaInstanceSpec spec = edit.apply(MetaInstanceSpec.of(MetaInstanceId.of(id), model.modelId()));
    assertThat(ask(new Command.CreateMetaInstance(nextCommandId(), MetaInstance.of(spec))))
        .isInstanceOf(CommandAnswer.Accepted.class);
    return spec.metaInstanceId();
  }

  void delete(MetaInstanceId id) {
    assertThat(ask(new Command.DeleteMetaInstance(nextCommandId(), id)))
        .isInstanceOf(CommandAnswer.Accepted.class);
  }

  CommandId generate(ModelCard model, String prompt) {
    CommandId id = nextCommandId();
    assertThat(ask(new Command.TextGeneration(id, TestRequests.text(model, prompt))))
        .isInstanceOf(CommandAnswer.Accepted.class);
    return id;
  }

  /** Waits until the intent has a backing instance other than {@code not} that serves. */
  Instance awaitServing(MetaInstanceId id, Instance... not) {
    assertThat(
            cluster.runUntil(
                state ->
                    backing(state, id).stream()
                        .anyMatch(
                            instance ->
                                serves(state, instance)
                                    && !List.of(not).stream()
                                        .map(Instance::instanceId)
                                        .toList()
                                        .contains(instance.instanceId())),
                ENOUGH_MILLIS))
        .as("intent %s serves; state %s", id, cluster.state().metaInstances())
        .isTrue();
    return backing(cluster.state(), id).get(0);
  }

  static ImmutableList<Instance> backing(State state, MetaInstanceId id) {
    ImmutableList.Builder<Instance> backing = ImmutableList.builder();
    for (Instance instance : state.instances().values()) {
      if (id.equals(instance.metaInstanceId())) {
        backing.add(instance);
      }
    }
    return backing.build();
  }

  static boolean serves(State state, Instance instance) {
    for (RunnerId runner : instance.shardAssignments().runnerToShard().keySet()) {
      RunnerStatus status = state.runners().get(runner);
      if (status == null || !status.isServing()) {
        return false;
      }
    }
    return true;
  }

  MetaInstance intent(MetaInstanceId id) {
    MetaInstance intent = cluster.state().metaInstances().get(id);
    assertThat(intent).isNotNull();
    return intent;
  }

  <E extends Event> List<E> seen(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  static long openTasks(State state) {
    long open = 0;
    for (Task task : state.tasks().values()) {
      if (task instanceof GenerationTask && task.taskStatus().isOpen()) {
        open++;
      }
    }
    return open;
  }

  /** Asserts that nothing of any instance is left. */
  void assertNothingLeft() {
    assertThat(
            cluster.runUntil(
                state ->
                    state.instances().isEmpty()
                        && state.runners().isEmpty()
                        && state.runnerBindings().isEmpty()
                        && state.tasks().isEmpty(),
                ENOUGH_MILLIS))
        .as(
            "instances %s runners %s bindings %s tasks %s",
            cluster.state().instances(),
            cluster.state().runners(),
            cluster.state().runnerBindings(),
            cluster.state().tasks())
        .isTrue();
  }

  /** Knows the two models of {@link TestClusters}. */
  static final class TestCatalog implements ModelCatalog {

    private static final ImmutableMap<ModelId, ModelCard> CARDS =
        ImmutableMap.of(
            TestClusters.SMALL.modelId(), TestClusters.SMALL,
            TestClusters.LARGE.modelId(), TestClusters.LARGE);

    @Override
    public ModelCard load(ModelId model) throws ModelCardException {
      ModelCard card = CARDS.get(model);
      if (card == null) {
        throw new ModelCardException(
            "Model (%s) is not known. Maybe use one of %s.".formatted(model, CARDS.keySet()));
      }
      return card;
    }

    @Override
    public ImmutableList<ModelId> known() {
      return CARDS.keySet().asList();
    }
  }
}
