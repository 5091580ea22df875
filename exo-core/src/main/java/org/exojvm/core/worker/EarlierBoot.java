package org.exojvm.core.worker;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
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
import org.exojvm.core.event.HandInEvent.HandInEnded;
import org.exojvm.core.event.NodeEvent.NodeDownloadProgress;
import org.exojvm.core.event.NodeEvent.NodeStarted;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Where State differs from what is true of this node: an earlier process has left runners behind
 * that died with it, and downloads that nobody goes on with; a master that does not continue the
 * log of the one before may lack what this process has told.
 *
 * <p>A worker that tells its boot first sends a greeting, and so does one whose log is not
 * continued. The master ends the stream of the earlier boot when it hears of the new one, so once
 * the greeting is in the replica all that the earlier process ever said is too, and not before:
 * planning waits for it. Then runners and downloads are told again where State says otherwise, each
 * lost runner is reported as failed, so that the master retries its instance, and each abandoned
 * download as pending. An instance with a lost runner is left alone until its next attempt, because
 * the other ranks are in another phase.
 */
final class EarlierBoot {

  /** Most models whose last report is kept. Fewer: after a loss the oldest are fetched again. */
  static final int MAX_MODELS = 1_000;

  private final NodeId node;
  private final long boot;
  private final Map<RunnerId, Long> lostAttempt = new HashMap<>();
  private final LinkedHashMap<ModelId, DownloadProgress> told = new LinkedHashMap<>();
  private @Nullable EventId greeting;
  private boolean settled;
  private boolean handedIn;

  /** Creates the rules for a boot; 0 when it does not tell, then nothing came before it. */
  EarlierBoot(NodeId node, long boot) {
    this.node = node;
    this.boot = boot;
    this.settled = boot == 0;
  }

  /** State is of another log now: what is true has to be told again. */
  void startAnew() {
    settled = false;
    handedIn = false;
    greeting = null;
  }

  /** Returns whether State has been compared with what is true. */
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
      EventId greetingId = out.eventId();
      // Where there is no room for it now, the next tick tries again.
      greeting = out.offer(new NodeStarted(greetingId, node, boot)) ? greetingId : null;
    }
  }

  /** This process has told how a download stands, so an earlier report of it is void. */
  void downloadTold(DownloadProgress progress) {
    told.put(modelOf(progress), progress);
    if (told.size() > MAX_MODELS) {
      told.pollFirstEntry();
    }
  }

  /** An event is in the replica now. */
  void applied(Event event, State state, OwnLog log, RunnerTable runners, Outbox out) {
    if (!settled && event.eventId().equals(greeting)) {
      greeted(state, log, runners, out);
    }
  }

  /** A snapshot is in the replica now. */
  void replaced(StateSnapshot snapshot, State state, OwnLog log, RunnerTable runners, Outbox out) {
    if (!settled
        && snapshot.followerBoot() == boot
        && greeting != null
        && !out.unseen().contains(greeting)) {
      greeted(state, log, runners, out);
    }
  }

  /**
   * The master has the greeting, and all that it has decided before is in the replica. Where the
   * log of this node is another one, what it knows is handed in first, and only then does it let go
   * of it: the master decides what becomes of intents and of instances whose runners live here.
   */
  private void greeted(State state, OwnLog log, RunnerTable runners, Outbox out) {
    ImmutableList<Event> news =
        log.isParted() && !handedIn
            ? new HandIn(node, log.end(), state, runners, out::eventId).events()
            : ImmutableList.of();
    if (news.isEmpty()) {
      log.caughtUp(state);
      settle(state, runners, out);
      return;
    }
    news.forEach(out::emit);
    EventId endId = out.eventId();
    // Where there is no room for the end, greeting and handing in begin again: twice is harmless.
    handedIn = out.offer(new HandInEnded(endId, node));
    greeting = handedIn ? endId : null;
  }

  /** Returns the boot of a process that has taken the place of this one, 0 when there is none. */
  long supersededBy(Event event) {
    return boot > 0
            && event instanceof NodeStarted started
            && started.nodeId().equals(node)
            && started.boot() > boot
        ? started.boot()
        : 0;
  }

  /** Returns the same for a snapshot. */
  long supersededBy(StateSnapshot snapshot) {
    return boot > 0 && snapshot.followerBoot() > boot ? snapshot.followerBoot() : 0;
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

  private void settle(State state, RunnerTable runners, Outbox out) {
    settled = true;
    for (Instance instance : state.instances().values()) {
      RunnerId own = instance.shardAssignments().nodeToRunner().get(node);
      if (own != null) {
        settle(instance, own, runners.get(own), state.runners().get(own), out);
      }
    }
    forgetThoseOfDeletedInstances(state, runners, out);
    told.values().forEach(download -> tellAgain(download, state, out));
    ImmutableList<DownloadProgress> downloads = state.downloads().get(node);
    if (downloads != null) {
      downloads.forEach(download -> abandon(download, out));
    }
  }

  private void settle(
      Instance instance,
      RunnerId own,
      @Nullable RunnerSlot slot,
      @Nullable RunnerStatus known,
      Outbox out) {
    if (slot != null) {
      if (slot.attempt() == instance.attempt() && !slot.status.equals(known)) {
        tell(own, slot.status, instance, out);
      }
    } else if (known != null) {
      lostAttempt.put(own, instance.attempt());
      if (!known.isTerminal()) {
        tell(own, new RunnerFailed("Node " + node + " was started anew."), instance, out);
      }
    }
  }

  /** Their instance was deleted while nobody was here to stop them and to say so (D14). */
  private void forgetThoseOfDeletedInstances(State state, RunnerTable runners, Outbox out) {
    for (Map.Entry<RunnerId, RunnerBinding> bound : state.runnerBindings().entries()) {
      RunnerStatus known = state.runners().get(bound.getKey());
      if (bound.getValue().nodeId().equals(node)
          && !state.instances().containsKey(bound.getValue().instanceId())
          && runners.get(bound.getKey()) == null
          && known != null
          && !known.isTerminal()) {
        out.emit(
            new RunnerStatusUpdated(out.eventId(), bound.getKey(), new RunnerShutdown(), null));
      }
    }
  }

  private static void tell(RunnerId runner, RunnerStatus status, Instance instance, Outbox out) {
    out.emit(new RunnerStatusUpdated(out.eventId(), runner, status, instance.attempt()));
  }

  private void tellAgain(DownloadProgress last, State state, Outbox out) {
    ImmutableList<DownloadProgress> known = state.downloads().get(node);
    if (known == null || !known.contains(last)) {
      out.emit(new NodeDownloadProgress(out.eventId(), last));
    }
  }

  private void abandon(DownloadProgress download, Outbox out) {
    if (download instanceof DownloadOngoing ongoing && !told.containsKey(modelOf(download))) {
      out.emit(
          new NodeDownloadProgress(
              out.eventId(),
              new DownloadPending(node, ongoing.shardMetadata(), ongoing.modelDirectory())));
    }
  }

  private static ModelId modelOf(DownloadProgress progress) {
    return progress.shardMetadata().modelCard().modelId();
  }
}
