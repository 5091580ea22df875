package org.exojvm.core.worker;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadOngoing;
import org.exojvm.core.download.DownloadProgress.DownloadPending;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.NodeEvent.NodeDownloadProgress;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.info.GatheredInfo.NodeConfig;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier process of this node has left behind in State: runners that died with it, and
 * downloads that nobody goes on with.
 *
 * <p>A worker that tells its boot first sends a greeting. The master ends the stream of the earlier
 * boot when it hears of the new one, so once the greeting is in the replica all that the earlier
 * process ever said is too, and not before: planning waits for it. Then each lost runner is
 * reported as failed, so that the master retries its instance, and each abandoned download as
 * pending. An instance with a lost runner is left alone until its next attempt, because the other
 * ranks are in another phase.
 */
final class EarlierBoot {

  private final NodeId node;
  private final long boot;
  private final Map<RunnerId, Long> lostAttempt = new HashMap<>();
  private final Set<ModelId> toldModels = new HashSet<>();
  private @Nullable EventId greeting;
  private boolean settled;

  /** Creates the rules for a boot; 0 when it does not tell, then nothing came before it. */
  EarlierBoot(NodeId node, long boot) {
    this.node = node;
    this.boot = boot;
    this.settled = boot == 0;
  }

  /** Returns whether all that the earlier process said is known and dealt with. */
  boolean isSettled() {
    return settled;
  }

  /** Returns whether the greeting is on its way, or was never needed. */
  boolean hasGreeted() {
    return settled || greeting != null;
  }

  /** Greets the master, once. */
  void greet(Outbox out) {
    if (!settled && greeting == null) {
      greeting = out.eventId();
      out.emit(new NodeGatheredInfo(greeting, node, new NodeConfig()));
    }
  }

  /** This process has told how a download stands, so an earlier report of it is void. */
  void downloadTold(ModelId model) {
    if (!settled) {
      toldModels.add(model);
    }
  }

  /** An event is in the replica now. */
  void applied(Event event, State state, Outbox out) {
    if (!settled && event.eventId().equals(greeting)) {
      settle(state, out);
    }
  }

  /** A snapshot is in the replica now. */
  void replaced(StateSnapshot snapshot, State state, Outbox out) {
    if (!settled && snapshot.followerBoot() == boot) {
      settle(state, out);
    }
  }

  /** Returns the instances to plan for: all but those that wait for the retry of a lost runner. */
  OrderedMap<InstanceId, Instance> plannable(State state) {
    OrderedMap<InstanceId, Instance> instances = state.instances();
    if (lostAttempt.isEmpty()) {
      return instances;
    }
    lostAttempt.keySet().removeIf(runner -> !state.runnerBindings().containsKey(runner));
    for (Instance instance : state.instances().values()) {
      RunnerId own = instance.shardAssignments().nodeToRunner().get(node);
      Long attempt = own == null ? null : lostAttempt.get(own);
      if (attempt != null && attempt >= instance.attempt()) {
        instances = instances.without(instance.instanceId());
      }
    }
    return instances;
  }

  private void settle(State state, Outbox out) {
    settled = true;
    for (Instance instance : state.instances().values()) {
      RunnerId own = instance.shardAssignments().nodeToRunner().get(node);
      RunnerStatus status = own == null ? null : state.runners().get(own);
      if (own != null && status != null) {
        lostAttempt.put(own, instance.attempt());
        if (!status.isTerminal()) {
          out.emit(
              new RunnerStatusUpdated(
                  out.eventId(),
                  own,
                  new RunnerFailed("Node " + node + " was started anew."),
                  instance.attempt()));
        }
      }
    }
    ImmutableList<DownloadProgress> downloads = state.downloads().get(node);
    if (downloads != null) {
      downloads.forEach(download -> abandon(download, out));
    }
    toldModels.clear();
  }

  private void abandon(DownloadProgress download, Outbox out) {
    if (download instanceof DownloadOngoing ongoing
        && !toldModels.contains(ongoing.shardMetadata().modelCard().modelId())) {
      out.emit(
          new NodeDownloadProgress(
              out.eventId(),
              new DownloadPending(node, ongoing.shardMetadata(), ongoing.modelDirectory())));
    }
  }
}
