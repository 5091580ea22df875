package org.exojvm.core.store;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadFailed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a store: takes one thing after the other, and looks after time. */
final class StoreLoop implements ModelLane.Crew {

  private static final Logger LOG = LoggerFactory.getLogger(StoreLoop.class);

  /** Most commands that may wait; one more is let go, and the node asks again. */
  static final int MAX_WAITING = 10_000;

  /** Most models that are known at once; one that is idle makes room for another. */
  static final int MAX_MODELS = 1_000;

  private final Path root;
  private final FetchTools tools;
  private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final Map<ModelId, ModelLane> lanes = new LinkedHashMap<>();
  private final Map<NodeId, Consumer<DownloadProgress>> nodes = new HashMap<>();
  private final ExecutorService jobs;
  private final Thread thread;
  private final long tickMillis;
  private boolean closing;

  StoreLoop(Path root, FetchTools tools) {
    this.root = root;
    this.tools = tools;
    this.jobs = Executors.newThreadPerTaskExecutor(tools.threads());
    this.thread = tools.threads().newThread(this::run);
    this.tickMillis =
        Math.max(1, Math.min(tools.limits().reportMillis(), tools.limits().idleMillis() / 4));
  }

  void start() {
    thread.start();
  }

  void open(NodeId node, Consumer<DownloadProgress> reports) {
    inbox.add(() -> nodes.put(node, reports));
  }

  void perform(DownloadCommand command) {
    if (inbox.size() < MAX_WAITING) {
      inbox.add(() -> act(command));
    } else {
      LOG.warn("{} download commands wait; {} is let go.", MAX_WAITING, command);
    }
  }

  /** Returns whether no thread is left in time. Called by any other thread. */
  boolean close(long millisMax) {
    inbox.add(
        () -> {
          closing = true;
          nodes.clear();
          lanes.values().forEach(ModelLane::close);
        });
    try {
      boolean ended = thread.join(Duration.ofMillis(millisMax));
      jobs.shutdown();
      return ended && jobs.awaitTermination(millisMax, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run() {
    while (!closing || !isIdle()) {
      try {
        Runnable next = isIdle() ? inbox.take() : inbox.poll(tickMillis, TimeUnit.MILLISECONDS);
        if (next != null) {
          next.run();
        }
        tools.watch().check();
        long now = nowMillis();
        lanes.values().forEach(lane -> lane.tick(now, tools.limits().reportMillis()));
      } catch (InterruptedException e) {
        LOG.warn("Somebody interrupts the thread of the store {}; it goes on.", root);
      } catch (RuntimeException e) {
        LOG.warn("The store {} has failed at something and goes on.", root, e);
      }
    }
  }

  private boolean isIdle() {
    return lanes.values().stream().allMatch(ModelLane::isIdle);
  }

  private static long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private void act(DownloadCommand command) {
    if (closing) {
      return;
    }
    switch (command) {
      case DownloadCommand.StartDownload(var _, var node, var shard) -> {
        Audience asker = new Audience(node, shard);
        ModelLane lane = laneOf(shard.modelCard().modelId());
        if (lane == null) {
          report(refusal(asker));
        } else {
          lane.start(asker, nowMillis());
        }
      }
      case DownloadCommand.CancelDownload cancel -> {
        ModelLane lane = lanes.get(cancel.modelId());
        if (lane != null) {
          lane.cancel(cancel.targetNodeId());
        }
      }
      case DownloadCommand.DeleteDownload delete -> {
        ModelLane lane = laneOf(delete.modelId());
        if (lane != null) {
          lane.delete(nowMillis());
        }
      }
    }
  }

  private DownloadProgress refusal(Audience asker) {
    return new DownloadFailed(
        asker.node(),
        asker.shard(),
        root.toString(),
        "The store is busy with %d models. Maybe cancel some.".formatted(lanes.size()));
  }

  private @Nullable ModelLane laneOf(ModelId model) {
    ModelLane known = lanes.get(model);
    if (known != null) {
      return known;
    }
    if (lanes.size() >= MAX_MODELS) {
      ModelLane idle = lanes.values().stream().filter(ModelLane::isIdle).findFirst().orElse(null);
      if (idle == null) {
        return null;
      }
      lanes.remove(idle.model());
    }
    ModelLane lane = new ModelLane(model, new StoredModel(root, model), this, this::report);
    lanes.put(model, lane);
    return lane;
  }

  private void report(DownloadProgress progress) {
    Consumer<DownloadProgress> node = nodes.get(progress.nodeId());
    if (node != null) {
      node.accept(progress);
    }
  }

  @Override
  public ModelFetch fetch(ModelLane lane) {
    ModelFetch fetch = new ModelFetch(lane.model(), lane.stored(), tools, new News(lane));
    jobs.execute(fetch);
    return fetch;
  }

  /** Brings what a download says to the thread of the store. */
  private final class News implements ModelFetch.Listener {

    private final ModelLane lane;

    News(ModelLane lane) {
      this.lane = lane;
    }

    @Override
    public void isMissing(ModelFetch fetch) {
      inbox.add(() -> lane.isMissing(fetch));
    }

    @Override
    public void hasEnded(ModelFetch fetch, ModelFetch.End end) {
      inbox.add(() -> lane.fetchEnded(fetch, end, nowMillis()));
    }
  }

  @Override
  public void delete(ModelLane lane) {
    jobs.execute(() -> deleted(lane));
  }

  private void deleted(ModelLane lane) {
    ImmutableList<Audience> told = AudienceFile.read(lane.stored().audience());
    try {
      lane.stored().delete();
    } catch (IOException | RuntimeException e) {
      LOG.warn("Something of model {} is left in {}: {}", lane.model(), root, e.toString());
    }
    inbox.add(() -> lane.deleteEnded(told, nowMillis()));
  }
}
