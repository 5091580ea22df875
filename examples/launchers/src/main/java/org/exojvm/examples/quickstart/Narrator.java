package org.exojvm.examples.quickstart;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.generation.GenerationChunk.ErrorChunk;
import org.exojvm.api.generation.GenerationChunk.ImageChunk;
import org.exojvm.api.generation.GenerationChunk.TokenChunk;
import org.exojvm.api.generation.GenerationChunk.ToolCallChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.download.DownloadProgress.DownloadCompleted;
import org.exojvm.core.event.AvailabilityEvent;
import org.exojvm.core.event.AvailabilityEvent.BreakerClosed;
import org.exojvm.core.event.AvailabilityEvent.BreakerOpened;
import org.exojvm.core.event.AvailabilityEvent.InstanceNotMoved;
import org.exojvm.core.event.AvailabilityEvent.NodeDrained;
import org.exojvm.core.event.AvailabilityEvent.NodeUndrained;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.HandInEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.InstanceEvent;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.MetaInstanceEvent;
import org.exojvm.core.event.MetaInstanceEvent.GenerationObserved;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceEdited;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePaused;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePlacementFailed;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceRecovered;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceResumed;
import org.exojvm.core.event.MetaInstanceEvent.PlacementDeferred;
import org.exojvm.core.event.MetaInstanceEvent.RequiredNodesRelaxed;
import org.exojvm.core.event.NodeEvent;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.event.NodeEvent.NodeDownloadProgress;
import org.exojvm.core.event.OpaqueEvent;
import org.exojvm.core.event.RunnerEvent;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.SessionEvent;
import org.exojvm.core.event.SideChannelEvent;
import org.exojvm.core.event.StreamEvent;
import org.exojvm.core.event.TaskEvent;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.event.TopologyEvent;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeCreated;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeDeleted;
import org.exojvm.core.master.Incident;
import org.exojvm.core.sim.ClusterListener;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.TaskStatus;
import org.exojvm.node.terminal.Text;
import org.jspecify.annotations.Nullable;

/** Tells in plain words what the events of the cluster mean. */
final class Narrator implements ClusterListener {

  private final StoryPlan plan;
  private final Stage stage;
  private final RecordingStrategy strategy;
  private @Nullable Phases phases;
  private final LinkNews links;
  private final Set<TaskId> requests = new HashSet<>();
  private final Set<NodeId> fetched = new HashSet<>();
  private boolean linksAreNews;
  private boolean withdrawn;
  private long placedMillis;
  private int placements;
  private int retries;
  private long tokens;

  Narrator(StoryPlan plan, Stage stage, RecordingStrategy strategy) {
    this.plan = plan;
    this.stage = stage;
    this.strategy = strategy;
    this.links = new LinkNews(plan.cluster());
  }

  /** Returns how often an instance was retried in place so far. */
  int retries() {
    return retries;
  }

  /** Returns the moment of the last placement. */
  long placedMillis() {
    return placedMillis;
  }

  /** Returns the number of pieces of output so far. */
  long tokens() {
    return tokens;
  }

  /** From now on a link that comes or goes is worth a line; at the start there are dozens. */
  void tellLinks() {
    linksAreNews = true;
  }

  /** Writes what has gathered: links, and the phases of the runners if there is news. */
  void catchUp(long nowMillis) {
    links.tell(stage);
    if (!stage.isInText()) {
      String row = phases == null ? "" : phases.next();
      if (!row.isEmpty()) {
        stage.at(nowMillis, inked(row));
      }
    }
  }

  private String inked(String row) {
    if (row.contains("Failed")) {
      return stage.ink().bad(row);
    }
    return row.startsWith("Ready") ? stage.ink().good(row) : row;
  }

  @Override
  public void onEvent(long nowMillis, IndexedEvent indexed) {
    Event event = indexed.event();
    switch (event) {
      case RunnerEvent runner -> onRunner(runner);
      case TopologyEvent link -> onLink(nowMillis, link);
      case NodeEvent node -> onNode(nowMillis, node);
      case InstanceEvent instance -> onInstance(nowMillis, instance);
      case MetaInstanceEvent intent -> onIntent(nowMillis, intent);
      case AvailabilityEvent node -> onAvailability(nowMillis, node);
      case TaskEvent task -> onTask(nowMillis, task);
      case StreamEvent _,
          SideChannelEvent _,
          HandInEvent _,
          SessionEvent _,
          TestEvent _,
          OpaqueEvent _ -> {
        // Not part of the story.
      }
    }
  }

  private void onRunner(RunnerEvent event) {
    if (phases != null && event instanceof RunnerStatusUpdated report) {
      phases.update(report.runnerId(), report.runnerStatus());
    }
  }

  private void onLink(long nowMillis, TopologyEvent event) {
    if (linksAreNews) {
      switch (event) {
        case TopologyEdgeDeleted lost -> links.gone(nowMillis, lost.conn());
        case TopologyEdgeCreated found -> links.back(nowMillis, found.conn());
      }
    }
  }

  private void onNode(long nowMillis, NodeEvent event) {
    if (event instanceof NodeDownloadProgress progress
        && progress.downloadProgress() instanceof DownloadCompleted completed
        && fetched.add(completed.nodeId())) {
      tell(
          nowMillis,
          plan.cluster().identity(completed.nodeId()).friendlyName() + " has the weights on disk");
    } else if (event instanceof NodeDisconnected node) {
      tell(
          nowMillis,
          stage.ink().bad(plan.cluster().identity(node.nodeId()).friendlyName() + " is gone")
              + ": three liveness cycles without a word");
    }
  }

  private void onAvailability(long nowMillis, AvailabilityEvent event) {
    String node = plan.cluster().identity(event.nodeId()).friendlyName();
    switch (event) {
      case BreakerOpened opened ->
          tell(nowMillis, stage.ink().busy(node + " is not offered: ") + opened.reason());
      case NodeDrained _ -> tell(nowMillis, stage.ink().busy(node + " is drained"));
      case NodeUndrained _ -> tell(nowMillis, node + " may be used again");
      case InstanceNotMoved stays ->
          tell(nowMillis, "an instance stays on " + node + ": " + stays.reason());
      case BreakerClosed closed ->
          tell(nowMillis, stage.ink().good(node + " is offered again: ") + closed.reason());
    }
  }

  private void onTask(long nowMillis, TaskEvent event) {
    if (event instanceof TaskCreated created && created.task() instanceof GenerationTask) {
      requests.add(created.taskId());
    } else if (event instanceof TaskStatusUpdated update
        && update.taskStatus() == TaskStatus.CANCELLED
        && requests.contains(update.taskId())) {
      tell(nowMillis, stage.ink().busy("the request is cancelled"));
    }
  }

  private void onIntent(long nowMillis, MetaInstanceEvent event) {
    switch (event) {
      case MetaInstanceCreated _ -> tell(nowMillis, "the intent is declared");
      case MetaInstanceDeleted _ -> {
        withdrawn = true;
        tell(nowMillis, "the intent is withdrawn");
      }
      case MetaInstancePlacementFailed refused ->
          tell(nowMillis, stage.ink().busy("no placement now: ") + refused.reason());
      case MetaInstanceRecovered _ ->
          tell(
              nowMillis, stage.ink().good("recovered") + ": served long enough, failures forgiven");
      case PlacementDeferred deferred ->
          tell(nowMillis, stage.ink().busy("waits") + ": " + deferred.reason());
      case MetaInstanceEdited edited ->
          tell(nowMillis, "generation " + edited.metaInstance().spec().generation() + " is wanted");
      case GenerationObserved observed ->
          tell(nowMillis, "generation " + observed.generation() + ": " + observed.reason());
      case MetaInstancePaused _ -> tell(nowMillis, "the intent is paused");
      case MetaInstanceResumed _ -> tell(nowMillis, "the intent is resumed");
      case RequiredNodesRelaxed relaxed ->
          tell(nowMillis, "required nodes may be replaced: " + relaxed.reason());
    }
  }

  private void onInstance(long nowMillis, InstanceEvent event) {
    switch (event) {
      case InstanceCreated created -> placed(nowMillis, created.instance());
      case InstanceRetrying retrying -> {
        retries++;
        tell(nowMillis, stage.ink().busy("retry in place") + " after " + retrying.failureError());
        Objects.requireNonNull(phases).restart();
      }
      case InstanceDeleted deleted -> {
        String why = deleted.failureError() == null ? "" : ": " + deleted.failureError();
        tell(nowMillis, stage.ink().bad("the instance is deleted") + why);
        phases = null;
      }
    }
  }

  private void placed(long nowMillis, Instance instance) {
    placedMillis = nowMillis;
    int nodes = instance.shardAssignments().nodeToRunner().size();
    tell(
        nowMillis,
        stage.ink().good("placed on " + Text.count(nodes, "node"))
            + " as "
            + instance.instanceMeta().wireName()
            + " by "
            + strategy.name());
    PlacementText.why(strategy, plan.cluster()).forEach(stage::below);
    stage.table(PlacementText.table(instance, plan.cluster(), strategy));
    phases = new Phases(instance, plan.cluster(), placements > 0);
    placements++;
    stage.below(stage.ink().aside(phases.heading()));
  }

  private void tell(long nowMillis, String line) {
    links.tell(stage);
    stage.at(nowMillis, line);
  }

  @Override
  public void onChunk(long nowMillis, CommandId command, GenerationChunk chunk) {
    tokens++;
    catchUp(nowMillis);
    switch (chunk) {
      case TokenChunk token -> onToken(token);
      case ErrorChunk error -> tell(nowMillis, stage.ink().bad(error.errorMessage()));
      case ToolCallChunk _, ImageChunk _ -> {
        // Nobody in this story asks for one.
      }
    }
  }

  private void onToken(TokenChunk token) {
    // What is still on its way when the request is cancelled interests nobody.
    if (!withdrawn) {
      stage.text(token.text());
    }
  }

  @Override
  public void onIncident(long nowMillis, Incident what, String detail) {
    tell(nowMillis, stage.ink().bad(what.name()) + ": " + detail);
  }
}
