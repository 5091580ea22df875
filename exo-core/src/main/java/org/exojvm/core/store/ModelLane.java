package org.exojvm.core.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadCompleted;
import org.exojvm.core.download.DownloadProgress.DownloadFailed;
import org.exojvm.core.download.DownloadProgress.DownloadOngoing;
import org.exojvm.core.download.DownloadProgress.DownloadPending;
import org.exojvm.core.store.ModelFetch.End;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to one model, one thing at a time: it is fetched or deleted, and what is asked for
 * meanwhile comes next. Belongs to the thread of the store.
 */
final class ModelLane {

  private static final Logger LOG = LoggerFactory.getLogger(ModelLane.class);

  /** Most shards that are told of one model; beyond, the first is forgotten. */
  static final int MAX_AUDIENCE = 256;

  /** What the lane has others do, beside the thread of the store. */
  interface Crew {

    /** Begins to fetch the model; the lane hears of it. */
    ModelFetch fetch(ModelLane lane);

    /** Removes the model from disk; the lane hears of it. */
    void delete(ModelLane lane);
  }

  private final ModelId model;
  private final StoredModel stored;
  private final Crew crew;
  private final Consumer<DownloadProgress> reports;
  private final Set<Audience> audience = new LinkedHashSet<>();
  private final Set<NodeId> wantedBy = new HashSet<>();
  private boolean deleteWanted;
  private boolean deleting;
  private @Nullable ModelFetch fetch;
  private boolean missing;
  private long startedMillis;
  private long reportedMillis;
  private long reportedSteps;

  ModelLane(ModelId model, StoredModel stored, Crew crew, Consumer<DownloadProgress> reports) {
    this.model = model;
    this.stored = stored;
    this.crew = crew;
    this.reports = reports;
  }

  ModelId model() {
    return model;
  }

  StoredModel stored() {
    return stored;
  }

  /** Returns whether nothing runs and nothing is to run. */
  boolean isIdle() {
    return fetch == null && !deleting;
  }

  /** A node wants the model. One that is being fetched is told again how far it is. */
  void start(Audience asker, long nowMillis) {
    if (audience.add(asker) && audience.size() > MAX_AUDIENCE) {
      audience.remove(audience.iterator().next());
    }
    boolean running = fetch != null && !wantedBy.isEmpty();
    wantedBy.add(asker.node());
    if (running && missing) {
      tellProgress(nowMillis);
    }
    goOn(nowMillis);
  }

  /** A node wants it no more. It goes on as long as another one does. */
  void cancel(NodeId node) {
    if (wantedBy.remove(node) && fetch != null) {
      if (wantedBy.isEmpty()) {
        fetch.cancel();
      } else {
        audience.stream().filter(one -> one.node().equals(node)).forEach(this::tellPending);
      }
    }
  }

  void delete(long nowMillis) {
    wantedBy.clear();
    deleteWanted = true;
    stop();
    goOn(nowMillis);
  }

  /** Ends what runs; nothing is told any more. */
  void close() {
    wantedBy.clear();
    deleteWanted = false;
    audience.clear();
    stop();
  }

  private void stop() {
    if (fetch != null) {
      fetch.cancel();
    }
  }

  private void goOn(long nowMillis) {
    if (!isIdle()) {
      return;
    }
    if (deleteWanted) {
      deleteWanted = false;
      deleting = true;
      crew.delete(this);
    } else if (!wantedBy.isEmpty()) {
      missing = false;
      startedMillis = nowMillis;
      reportedSteps = -1;
      fetch = crew.fetch(this);
    }
  }

  /** Not all of it is on disk. */
  void isMissing(ModelFetch from) {
    if (from == fetch) {
      missing = true;
      wanting().forEach(this::tellPending);
    }
  }

  void fetchEnded(ModelFetch from, End end, long nowMillis) {
    if (from != fetch) {
      return;
    }
    fetch = null;
    switch (end) {
      case End.Complete _, End.Failed _ when deleteWanted -> {}
      case End.Complete(long bytes) -> {
        wantedBy.clear();
        audience.forEach(
            one ->
                reports.accept(
                    new DownloadCompleted(
                        one.node(), one.shard(), directory(), Memory.ofBytes(bytes))));
        keepAudience();
      }
      case End.Failed(String reason) -> {
        LOG.warn("Model {} is not downloaded: {}", model, reason);
        tell(one -> new DownloadFailed(one.node(), one.shard(), directory(), reason));
        wantedBy.clear();
      }
      case End.Stopped _ -> {
        if (wantedBy.isEmpty() && !deleteWanted) {
          audience.forEach(this::tellPending);
        }
      }
    }
    goOn(nowMillis);
  }

  private void keepAudience() {
    try {
      AudienceFile.add(stored.audience(), audience);
    } catch (IOException e) {
      LOG.warn("For whom {} is complete is not kept: {}", model, e.toString());
    }
  }

  /**
   * It is deleted, as far as that was possible.
   *
   * @param told for whom it was complete, as an earlier store has kept it
   */
  void deleteEnded(ImmutableList<Audience> told, long nowMillis) {
    deleting = false;
    ImmutableSet<Audience> all =
        ImmutableSet.<Audience>builder().addAll(told).addAll(audience).build();
    all.forEach(this::tellPending);
    goOn(nowMillis);
  }

  /** Tells how far it is, if that is due and something has changed. */
  void tick(long nowMillis, long periodMillis) {
    if (fetch != null && isDue(nowMillis, periodMillis)) {
      long steps = fetch.files().stream().mapToLong(FileProgress::steps).sum();
      if (!fetch.files().isEmpty() && steps != reportedSteps) {
        reportedSteps = steps;
        tellProgress(nowMillis);
      }
    }
  }

  private boolean isDue(long nowMillis, long periodMillis) {
    return reportedSteps < 0 || nowMillis - reportedMillis >= periodMillis;
  }

  private void tellProgress(long nowMillis) {
    ModelFetch current = fetch;
    if (current == null || current.files().isEmpty()) {
      wanting().forEach(this::tellPending);
      return;
    }
    reportedMillis = nowMillis;
    var figures = Figures.of(current.files(), nowMillis - startedMillis);
    tell(one -> new DownloadOngoing(one.node(), one.shard(), directory(), figures));
  }

  private void tellPending(Audience one) {
    reports.accept(new DownloadPending(one.node(), one.shard(), directory()));
  }

  /** Tells those who still want it. */
  private void tell(Function<Audience, DownloadProgress> report) {
    wanting().map(report).forEach(reports);
  }

  private Stream<Audience> wanting() {
    return audience.stream().filter(one -> wantedBy.contains(one.node()));
  }

  private String directory() {
    return stored.directory().toString();
  }
}
