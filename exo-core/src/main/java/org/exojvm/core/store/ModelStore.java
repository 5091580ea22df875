package org.exojvm.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.journal.internal.DirectoryLock;
import org.exojvm.core.node.Downloads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of models, which fetches what nodes ask for. Several nodes of one process may share
 * it: a model is fetched once, as long as one of them wants it, and each is told; deleted for one,
 * it is deleted for all. How it lies on disk, and what happens when a transfer breaks, is in
 * docs/downloads.md.
 *
 * <p>Threading: all methods may be called by any thread; only {@link #open} and {@link #close}
 * block. Reports come from one thread of the store, those of one model in order. A model is whole
 * for every shard of it: all of its files are fetched, whatever the rank.
 */
public final class ModelStore implements Downloads.Provider, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);

  /** Longest time {@link #close} takes. */
  public static final long CLOSE_MILLIS_MAX = 10_000;

  private final Path directory;
  private final DirectoryLock lock;
  private final Http http;
  private final StoreLoop loop;

  private ModelStore(Path directory, DirectoryLock lock, Http http, StoreLoop loop) {
    this.directory = directory;
    this.lock = lock;
    this.http = http;
    this.loop = loop;
  }

  /**
   * Takes possession of a directory with the default limits.
   *
   * @see #open(Path, ModelManifests, StoreLimits)
   */
  public static ModelStore open(Path directory, ModelManifests source) throws IOException {
    return open(directory, source, StoreLimits.DEFAULT);
  }

  /**
   * Takes possession of a directory, which is created when there is none. Looks at nothing in it:
   * what is there shows when it is asked for.
   *
   * @param source knows the files of models
   * @throws IOException when the directory cannot be used, or another store has it
   */
  public static ModelStore open(Path directory, ModelManifests source, StoreLimits limits)
      throws IOException {
    return open(
        directory,
        source,
        limits,
        root -> Files.getFileStore(root).getUsableSpace(),
        Thread.ofVirtual().name("exo-store-", 0).factory());
  }

  static ModelStore open(
      Path directory,
      ModelManifests source,
      StoreLimits limits,
      FreeSpace free,
      ThreadFactory threads)
      throws IOException {
    Path root = created(directory);
    DirectoryLock lock =
        DirectoryLock.take(Files.createDirectories(root.resolve(StoreNames.OWN)), "model");
    Http http = new Http(limits, threads, source::authorization);
    IdleWatch watch = new IdleWatch(limits.idleMillis());
    Retries retries = new Retries(limits);
    FetchTools tools =
        new FetchTools(
            limits,
            source,
            new HttpDocuments(http, watch, retries),
            http,
            watch,
            retries,
            new DiskSpace(root, free, limits.keptFreeBytes()),
            new Semaphore(limits.modelsAtOnce(), true),
            threads);
    StoreLoop loop = new StoreLoop(root, tools);
    loop.start();
    return new ModelStore(root, lock, http, loop);
  }

  private static Path created(Path directory) throws StoreException {
    try {
      return Files.createDirectories(directory).toRealPath();
    } catch (IOException e) {
      throw new StoreException(
          "The model directory %s cannot be used: %s. Maybe name another one."
              .formatted(directory, e),
          e);
    }
  }

  /** Returns the directory in which a model lies when it is complete, and as far as it is. */
  public Path directoryOf(ModelId model) {
    return new StoredModel(directory, model).directory();
  }

  /**
   * Returns the downloads of a node. Opened again for the same node, the former one is heard of no
   * more; downloads go on.
   */
  @Override
  public Downloads open(NodeId node, Consumer<DownloadProgress> reports) {
    loop.open(node, reports);
    return command -> {
      if (command.targetNodeId().equals(node)) {
        loop.perform(command);
      }
    };
  }

  /**
   * Stops what is under way, keeps what has come of it, and returns when no thread of the store
   * runs, after {@link #CLOSE_MILLIS_MAX} at the latest. Nothing is reported from then on.
   * Idempotent. Close it after the nodes.
   */
  @Override
  public void close() {
    if (!loop.close(CLOSE_MILLIS_MAX)) {
      LOG.warn("The model store {} has not ended in time. Maybe a disk hangs.", directory);
      return;
    }
    http.close();
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("The model store {} is not unlocked.", directory, e);
    }
  }
}
