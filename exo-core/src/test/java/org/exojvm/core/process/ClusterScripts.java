package org.exojvm.core.process;

import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.mesh;
import static org.exojvm.core.reconcile.Fixtures.request;
import static org.exojvm.core.reconcile.Fixtures.ring;
import static org.exojvm.core.reconcile.Fixtures.runner;

import com.google.common.collect.ImmutableList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerIdle;
import org.exojvm.api.engine.RunnerStatus.RunnerLoading;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.core.reconcile.TestCluster;
import org.exojvm.core.task.LifecycleTask.CancelTask;
import org.exojvm.core.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/** What may happen to a small cluster, in any order. */
final class ClusterScripts {

  private static final String[] NODES = {"a", "b", "c", "d"};
  private static final int INSTANCES = 4;
  private static final int INTENTS = 3;
  private static final int TASKS = 4;
  private static final List<RunnerStatus> STATUSES =
      List.of(
          new RunnerIdle(),
          new RunnerLoading(),
          new RunnerReady(),
          new RunnerFailed("boom"),
          new RunnerShutdown());

  private static final ImmutableList<TaskStatus> TASK_STATUSES =
      ImmutableList.copyOf(TaskStatus.values());

  /** One thing that happens; numbers choose whom it concerns. */
  record Step(Kind kind, int first, int second, int third) {}

  enum Kind {
    DECLARE,
    WITHDRAW,
    PLACE_RING,
    PLACE_MESH,
    DELETE,
    REPORT,
    REPORT_STRANGER,
    CUT,
    PLUG,
    KILL,
    MEMORY,
    TASK,
    CANCEL_STEP
  }

  private ClusterScripts() {}

  static Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> number = Arbitraries.integers().between(0, 1_000);
    return Combinators.combine(Arbitraries.of(Kind.class), number, number, number)
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  static TestCluster play(List<Step> steps) {
    TestCluster cluster = TestCluster.connected(NODES);
    steps.forEach(step -> play(cluster, step));
    return cluster;
  }

  static void play(TestCluster cluster, Step step) {
    String node = NODES[step.first() % NODES.length];
    String other = NODES[step.second() % NODES.length];
    String instance = "i" + step.first() % INSTANCES;
    String meta = "m" + step.second() % INTENTS;
    switch (step.kind()) {
      case DECLARE -> cluster.declare(declared(meta, step));
      case WITHDRAW -> cluster.withdraw(meta);
      case PLACE_RING -> cluster.place(ring(instance, metaOrNone(step, meta), nodes(step)));
      case PLACE_MESH -> cluster.place(mesh(instance, metaOrNone(step, meta), nodes(step)));
      case DELETE -> cluster.delete(instance);
      case REPORT -> cluster.report(instance, other, STATUSES.get(step.third() % STATUSES.size()));
      case REPORT_STRANGER ->
          cluster.report("gone", other, STATUSES.get(step.third() % STATUSES.size()));
      case CUT -> cluster.cut(node, other);
      case PLUG -> plug(cluster, node, other);
      case KILL -> cluster.kill(node);
      case MEMORY -> cluster.memory(node, step.third() % 100);
      case TASK -> cluster.task(request(task(step), instance, status(step.third())));
      case CANCEL_STEP -> cluster.task(cancel(step, instance, other));
    }
  }

  private static void plug(TestCluster cluster, String one, String other) {
    boolean bothThere =
        cluster.state().topology().contains(NodeId.of(one))
            && cluster.state().topology().contains(NodeId.of(other));
    if (bothThere && !one.equals(other)) {
      cluster.plug(one, other).rdmaMesh(one, other);
    }
  }

  private static MetaInstance declared(String meta, Step step) {
    MetaInstance plain = intent(meta);
    return plain.withSpec(
        plain
            .spec()
            .withMinNodes(1 + step.first() % 3)
            .withGeneration(step.third() % 2)
            .withNodeIds(
                step.third() % 3 == 0
                    ? ImmutableList.of(NodeId.of(NODES[step.first() % NODES.length]))
                    : null));
  }

  private static @Nullable String metaOrNone(Step step, String meta) {
    return step.third() % 4 == 0 ? null : meta;
  }

  private static String[] nodes(Step step) {
    String[] chosen = new String[1 + step.third() % 3];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = NODES[(step.second() + i) % NODES.length];
    }
    return chosen;
  }

  private static String task(Step step) {
    return "t" + step.second() % TASKS;
  }

  private static CancelTask cancel(Step step, String instance, String node) {
    return new CancelTask(
        TaskId.of("c" + step.first() % 8),
        status(step.third()),
        InstanceId.of(instance),
        TaskId.of(task(step)),
        runner(instance, node));
  }

  private static TaskStatus status(int number) {
    return TASK_STATUSES.get(number % TASK_STATUSES.size());
  }
}
