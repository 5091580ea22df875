package org.exojvm.mlx.sidechannel;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.exojvm.api.collection.Bytes;
import org.exojvm.mlx.deadline.Timers;

/**
 * The reference's relay over two named pipes, for builds of MLX that read {@code
 * MLX_JACCL_PIPE_IN}: per round the child writes a frame with its bytes and reads a frame with
 * those of all ranks in their order. Upstream MLX does not; it takes a {@linkplain RankTunnel
 * tunnel}.
 *
 * <p>Order of calls: {@link NamedPipes#make}, start the child with their paths, {@link #connect}
 * when it is told to connect, {@link #formed} when it says it has. Threads: any.
 */
public final class PipeRelay implements AutoCloseable {

  private final int rank;
  private final NamedPipes pipes;
  private final Fate fate;
  private final Forming forming;
  private final Rounds rounds;

  /**
   * Creates a relay; nothing waits yet.
   *
   * @param rank the own rank
   * @param size number of ranks of the group
   */
  public PipeRelay(
      int rank,
      int size,
      NamedPipes pipes,
      RoundExchange exchange,
      SideChannelLimits limits,
      Timers timers) {
    Ranks.checkSize(size);
    this.rank = rank;
    this.pipes = pipes;
    this.fate = new Fate(timers, limits);
    // Closing a pipe wakes a platform thread that reads it, but not a virtual one.
    this.forming = new Forming(fate, rank, Thread.ofPlatform().daemon());
    this.rounds = new Rounds(exchange, rank, size, fate);
  }

  /** Says that the child has been told to connect; the waits begin. */
  public void connect() {
    forming.begin(this::relay);
  }

  /** Says that the child has joined its group; from now on it may end as it likes. */
  public void formed() {
    forming.done();
  }

  /** Completes when the relay has ended, with the reason. */
  public CompletableFuture<SideChannelEnd> end() {
    return fate.end();
  }

  private void relay() throws IOException, InterruptedException {
    FileChannel in;
    FileChannel out;
    try (Fate.Deadline _ = fate.within(SideChannelWait.PIPES_OPEN, rank)) {
      // Both at once: which end the child opens first is its own business.
      CompletableFuture<FileChannel> reading = open(pipes.fromChild(), StandardOpenOption.READ);
      CompletableFuture<FileChannel> writing = open(pipes.toChild(), StandardOpenOption.WRITE);
      in = fate.await(reading);
      out = fate.await(writing);
    }
    InputStream frames = new PipeInput(in);
    for (long round = 0; round < SideChannelLimits.PIPE_ROUNDS_MAX; round++) {
      Optional<byte[]> own = read(frames);
      if (own.isEmpty()) {
        fate.gone(rank, "its child closed its pipe after " + round + " rounds");
        return;
      }
      ImmutableList<Bytes> all = rounds.fromAll(round, Bytes.copyOf(own.get()));
      write(out, PipeFrames.encode(ChildIo.join(all)));
    }
    throw rounds.lied(rank, "it made more than " + SideChannelLimits.PIPE_ROUNDS_MAX + " rounds");
  }

  /**
   * Waits for a round as long as the group takes to form; there is no telling which is the last.
   */
  private Optional<byte[]> read(InputStream frames) throws IOException {
    try {
      return PipeFrames.read(frames, SideChannelLimits.ROUND_BYTES_MAX);
    } catch (IOException e) {
      throw rounds.lied(rank, "it wrote no frame: " + e.getMessage());
    }
  }

  private void write(FileChannel out, byte[] frame) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(frame);
    try (Fate.Deadline _ = fate.within(SideChannelWait.ROUND_TO_CHILD, rank)) {
      while (left.hasRemaining()) {
        out.write(left);
      }
    } catch (IOException e) {
      fate.gone(rank, "its child closed its pipe: " + e.getMessage());
      throw e;
    }
  }

  /** Opens a pipe on a thread of its own: that waits until the child has opened the other end. */
  private CompletableFuture<FileChannel> open(Path pipe, StandardOpenOption how)
      throws IOException {
    CompletableFuture<FileChannel> opened = new CompletableFuture<>();
    fate.own(() -> NamedPipes.wake(pipe, opened));
    Thread.ofPlatform()
        .daemon()
        .name("pipe-" + pipe.getFileName())
        .start(
            () -> {
              try {
                opened.complete(fate.own(FileChannel.open(pipe, how)));
              } catch (IOException e) {
                opened.completeExceptionally(e);
              }
            });
    return opened;
  }

  /** Ends it; the child loses its pipes. Idempotent. */
  @Override
  public void close() {
    fate.end(new SideChannelEnd.Closed());
  }
}
