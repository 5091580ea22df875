package org.exojvm.core.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.node.NodeCounters;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;

/**
 * The meters of a node, each tagged {@code node}. What is counted is what the node knows; meters
 * about the cluster agree on all nodes that have caught up.
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><th>name</th><th>kind</th><th>what</th></tr>
 *   <tr><td>exo.events</td><td>counter</td><td>events applied here</td></tr>
 *   <tr><td>exo.nodes</td><td>gauge</td><td>nodes connected</td></tr>
 *   <tr><td>exo.intents</td><td>gauge</td><td>intents declared</td></tr>
 *   <tr><td>exo.intents.unplaceable</td><td>gauge</td><td>intents that cannot be placed now</td></tr>
 *   <tr><td>exo.instances</td><td>gauge</td><td>instances placed</td></tr>
 *   <tr><td>exo.runners</td><td>gauge</td><td>runners, tagged {@code serving} true or false</td></tr>
 *   <tr><td>exo.requests.open</td><td>gauge</td><td>requests not finished</td></tr>
 *   <tr><td>exo.commands</td><td>counter</td><td>commands of the host, tagged {@code result}</td></tr>
 *   <tr><td>exo.commands.time</td><td>timer</td><td>until they were answered</td></tr>
 *   <tr><td>exo.messages.dropped</td><td>counter</td><td>messages of peers that were dropped, tagged
 *       {@code reason}</td></tr>
 *   <tr><td>exo.events.refused</td><td>counter</td><td>events lost for want of room</td></tr>
 *   <tr><td>exo.output.lost</td><td>counter</td><td>pieces of output that nobody took</td></tr>
 *   <tr><td>exo.incidents</td><td>counter</td><td>what the master dropped or survived</td></tr>
 *   <tr><td>exo.probes.failed</td><td>counter</td><td>measurements that threw</td></tr>
 *   <tr><td>exo.failures</td><td>counter</td><td>inputs that made the loop throw; each is a bug</td></tr>
 * </table>
 */
public final class NodeMeters implements MeterBinder {

  private final ExoNode node;

  /**
   * Creates the meters of a node.
   *
   * @param node a node that has started, for its id is a tag
   */
  public NodeMeters(ExoNode node) {
    this.node = node;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Tags tags = Tags.of("node", node.id().value());
    cluster(registry, tags);
    commands(registry, tags);
    drops(registry, tags);
  }

  private void cluster(MeterRegistry registry, Tags tags) {
    FunctionCounter.builder("exo.events", node, it -> it.state().lastEventAppliedIdx() + 1.0)
        .tags(tags)
        .register(registry);
    gauge(registry, "exo.nodes", tags, state -> state.topology().size());
    gauge(registry, "exo.intents", tags, state -> state.metaInstances().size());
    gauge(registry, "exo.intents.unplaceable", tags, NodeMeters::unplaceable);
    gauge(registry, "exo.instances", tags, state -> state.instances().size());
    gauge(registry, "exo.runners", tags.and("serving", "true"), state -> runners(state, true));
    gauge(registry, "exo.runners", tags.and("serving", "false"), state -> runners(state, false));
    gauge(registry, "exo.requests.open", tags, NodeMeters::openRequests);
  }

  private void commands(MeterRegistry registry, Tags tags) {
    counter(
        registry, "exo.commands", tags.and("result", "accepted"), NodeCounters::acceptedCommands);
    counter(
        registry, "exo.commands", tags.and("result", "rejected"), NodeCounters::rejectedCommands);
    counter(
        registry, "exo.commands", tags.and("result", "undecided"), NodeCounters::undecidedCommands);
    FunctionTimer.builder(
            "exo.commands.time",
            node,
            it -> answered(it.counters()),
            it -> it.counters().commandNanos(),
            TimeUnit.NANOSECONDS)
        .tags(tags)
        .register(registry);
  }

  private void drops(MeterRegistry registry, Tags tags) {
    String dropped = "exo.messages.dropped";
    counter(registry, dropped, tags.and("reason", "malformed"), NodeCounters::malformedMessages);
    counter(registry, dropped, tags.and("reason", "forged"), NodeCounters::forgedMessages);
    counter(registry, dropped, tags.and("reason", "overload"), NodeCounters::droppedMessages);
    counter(registry, dropped, tags.and("reason", "foreign"), NodeCounters::foreignMessages);
    counter(registry, "exo.events.refused", tags, NodeCounters::refusedEvents);
    counter(registry, "exo.output.lost", tags, NodeCounters::lostOutput);
    counter(registry, "exo.incidents", tags, NodeCounters::incidents);
    counter(registry, "exo.probes.failed", tags, NodeCounters::failedProbes);
    counter(registry, "exo.failures", tags, NodeCounters::failures);
  }

  private void gauge(
      MeterRegistry registry, String name, Tags tags, ToDoubleFunction<State> figure) {
    Gauge.builder(name, node, it -> figure.applyAsDouble(it.state())).tags(tags).register(registry);
  }

  private void counter(
      MeterRegistry registry, String name, Tags tags, ToLongFunction<NodeCounters> figure) {
    FunctionCounter.builder(name, node, it -> figure.applyAsLong(it.counters()))
        .tags(tags)
        .register(registry);
  }

  private static long answered(NodeCounters counters) {
    return counters.acceptedCommands() + counters.rejectedCommands() + counters.undecidedCommands();
  }

  private static double unplaceable(State state) {
    int count = 0;
    for (var intent : state.metaInstances().values()) {
      count += intent.status().placementError() == null ? 0 : 1;
    }
    return count;
  }

  private static double runners(State state, boolean serving) {
    int count = 0;
    for (RunnerStatus status : state.runners().values()) {
      count += status.isServing() == serving ? 1 : 0;
    }
    return count;
  }

  private static double openRequests(State state) {
    int count = 0;
    for (Task task : state.tasks().values()) {
      count += task instanceof GenerationTask && task.taskStatus().isOpen() ? 1 : 0;
    }
    return count;
  }
}
