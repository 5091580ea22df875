package org.exojvm.node.program;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.jspecify.annotations.Nullable;

/**
 * Hands the output of requests to whoever waits for it. Give it to {@code
 * ExoNodeBuilder.chunks(...)}. Whoever subscribes before the command is submitted gets every chunk,
 * in order; output that nobody waits for is dropped.
 *
 * <p>Threading: all methods may be called by any thread; {@link #accept} never blocks.
 */
public final class ChunkHub implements BiConsumer<CommandId, GenerationChunk> {

  /**
   * Most chunks that wait for one subscriber. Fewer: a client that reads slowly loses its answer.
   * More: memory for one that does not read, about 200 bytes each.
   */
  static final int MAX_WAITING = 10_000;

  /** Most subscribers at once: more than there can be connections. */
  static final int MAX_SUBSCRIPTIONS = 16_384;

  private final Map<CommandId, Subscription> subscriptions = new ConcurrentHashMap<>();
  private final int maxWaiting;

  /** Creates a hub that nobody listens to yet. */
  public ChunkHub() {
    this(MAX_WAITING);
  }

  ChunkHub(int maxWaiting) {
    this.maxWaiting = maxWaiting;
  }

  /**
   * Begins to keep the output of a command. Close what is returned.
   *
   * @throws IllegalArgumentException when somebody waits for it already
   * @throws RejectedExecutionException when too many wait
   */
  public Subscription subscribe(CommandId command) {
    if (subscriptions.size() >= MAX_SUBSCRIPTIONS) {
      throw new RejectedExecutionException(
          "%d requests wait for output. Maybe wait for some.".formatted(subscriptions.size()));
    }
    Subscription fresh = new Subscription(command);
    if (subscriptions.putIfAbsent(command, fresh) != null) {
      throw new IllegalArgumentException(
          "Somebody waits for the output of command %s already. Maybe use another id."
              .formatted(command));
    }
    return fresh;
  }

  /** Returns how many wait for output. */
  public int size() {
    return subscriptions.size();
  }

  @Override
  public void accept(CommandId command, GenerationChunk chunk) {
    Subscription subscription = subscriptions.get(command);
    if (subscription != null) {
      subscription.offer(chunk);
    }
  }

  /** The output of one command. Any thread may close it; one thread reads. */
  public final class Subscription implements AutoCloseable {

    private final CommandId command;
    private final BlockingQueue<GenerationChunk> waiting = new LinkedBlockingQueue<>(maxWaiting);
    private final AtomicLong lost = new AtomicLong();

    private Subscription(CommandId command) {
      this.command = command;
    }

    /** Returns the command. */
    public CommandId command() {
      return command;
    }

    /**
     * Returns the next chunk; empty when none has come in time. After a chunk was lost (see {@link
     * #lost}) those before it still come, and none after it: there is no gap in what is returned.
     */
    public Optional<GenerationChunk> next(Duration timeout) throws InterruptedException {
      @Nullable GenerationChunk next = waiting.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return Optional.ofNullable(next);
    }

    /** Returns how many chunks were lost because they were not read in time. */
    public long lost() {
      return lost.get();
    }

    private void offer(GenerationChunk chunk) {
      if (lost.get() > 0 || !waiting.offer(chunk)) {
        lost.incrementAndGet();
      }
    }

    /** Drops what was not read, and what is to come. Idempotent. */
    @Override
    public void close() {
      subscriptions.remove(command, this);
      waiting.clear();
    }
  }
}
