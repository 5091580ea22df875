package org.exojvm.core.store;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.exojvm.api.id.ModelId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches one model, on a thread of its own and one more per file under way. */
final class ModelFetch implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelFetch.class);

  /** How it ended. */
  sealed interface End {

    /** All of it is on disk. */
    record Complete(long bytes) implements End {}

    /** It gave up. */
    record Failed(String reason) implements End {}

    /** It was cancelled. */
    record Stopped() implements End {}
  }

  /** Hears of a download, on its thread. */
  interface Listener {

    /** Not all of the model is on disk. */
    void isMissing(ModelFetch fetch);

    /** Nothing of it runs any more. */
    void hasEnded(ModelFetch fetch, End end);
  }

  private final ModelId model;
  private final StoredModel stored;
  private final FetchTools tools;
  private final Listener listener;
  private volatile @Nullable Thread thread;
  private volatile boolean cancelled;
  private volatile ImmutableList<FileProgress> files = ImmutableList.of();

  ModelFetch(ModelId model, StoredModel stored, FetchTools tools, Listener listener) {
    this.model = model;
    this.stored = stored;
    this.tools = tools;
    this.listener = listener;
  }

  /** Ends it soon, or before it begins; what is on disk stays. */
  void cancel() {
    cancelled = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  /** Returns how far its files are; empty until they are known. */
  ImmutableList<FileProgress> files() {
    return files;
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    listener.hasEnded(this, cancelled ? new End.Stopped() : end());
  }

  private End end() {
    try {
      return new End.Complete(fetched());
    } catch (InterruptedException e) {
      return new End.Stopped();
    } catch (IOException e) {
      return cancelled ? new End.Stopped() : new End.Failed(Retries.reason(e) + ".");
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("The download of {} failed.", model, e);
      return new End.Failed("The download of %s threw %s. This is a bug.".formatted(model, e));
    }
  }

  private long fetched() throws IOException, InterruptedException {
    OptionalLong onDisk = stored.completeBytes();
    if (onDisk.isPresent()) {
      return onDisk.getAsLong();
    }
    listener.isMissing(this);
    tools.slots().acquire();
    try {
      ModelManifest manifest = tools.manifests().list(model, tools.documents());
      stored.adopt(manifest);
      fetch(manifest);
      return manifest.totalBytes();
    } finally {
      tools.slots().release();
    }
  }

  private void fetch(ModelManifest manifest) throws StoreException, InterruptedException {
    ImmutableList<FileProgress> all =
        manifest.files().stream().map(this::progressOf).collect(ImmutableList.toImmutableList());
    tools.space().promise(this, () -> all.stream().mapToLong(FileProgress::missingBytes).sum());
    try {
      files = all;
      Queue<FileProgress> waiting = new ConcurrentLinkedQueue<>();
      all.stream().filter(file -> !file.isComplete()).forEach(waiting::add);
      fetch(waiting, Math.min(tools.limits().filesAtOnce(), waiting.size()));
    } finally {
      tools.space().release(this);
    }
  }

  private FileProgress progressOf(RemoteFile file) {
    FileProgress progress = new FileProgress(file);
    if (stored.isWhole(file)) {
      progress.completed();
    } else {
      progress.found(stored.bytesOf(file));
    }
    return progress;
  }

  /** Returns or throws when no thread is left. */
  private void fetch(Queue<FileProgress> waiting, int atOnce)
      throws StoreException, InterruptedException {
    try (ExecutorService workers = Executors.newThreadPerTaskExecutor(tools.threads())) {
      CompletionService<Boolean> ended = new ExecutorCompletionService<>(workers);
      for (int i = 0; i < atOnce; i++) {
        ended.submit(() -> fetchAll(waiting));
      }
      try {
        for (int i = 0; i < atOnce; i++) {
          ended.take().get();
        }
      } catch (InterruptedException e) {
        workers.shutdownNow();
        throw e;
      } catch (ExecutionException e) {
        workers.shutdownNow();
        throw failure(e.getCause());
      }
    }
  }

  private boolean fetchAll(Queue<FileProgress> waiting) throws IOException, InterruptedException {
    for (FileProgress next = waiting.poll(); next != null; next = waiting.poll()) {
      new FileFetch(next, stored, tools.http(), tools.watch()).run(tools.retries());
    }
    return true;
  }

  private static StoreException failure(@Nullable Throwable cause) {
    return cause instanceof StoreException told
        ? told
        : new StoreException("A file could not be fetched: " + cause + ". This is a bug.");
  }
}
