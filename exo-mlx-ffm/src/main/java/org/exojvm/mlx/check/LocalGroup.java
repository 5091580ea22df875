package org.exojvm.mlx.check;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerConnected;
import org.exojvm.api.engine.RunnerStatus.RunnerConnecting;
import org.exojvm.api.engine.RunnerStatus.RunnerIdle;
import org.exojvm.api.engine.RunnerStatus.RunnerLoaded;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.id.TaskId;
import org.exojvm.mlx.deadline.Timers;
import org.exojvm.mlx.group.RingRank;
import org.exojvm.mlx.library.MlxLocation;
import org.exojvm.mlx.process.PhaseLimits;
import org.exojvm.mlx.process.ProcessEnd;
import org.exojvm.mlx.process.RunnerProcess;
import org.exojvm.mlx.process.RunnerProcessSpec;
import org.exojvm.mlx.process.ToChild;

/**
 * A ring of processes on this machine, each a rank. When one of them ends, for whatever reason, the
 * others are killed: MLX would let them wait for it for ever. Threads: any.
 */
public final class LocalGroup implements AutoCloseable {

  /** Most ranks; every one is a JVM, and the ring's threads spin while they wait. */
  public static final int RANKS_MAX = 8;

  private final ImmutableList<MemberWatch> watches;
  private final ImmutableList<RunnerProcess> processes;
  private final AtomicInteger tasks = new AtomicInteger();
  private final CompletableFuture<Ended> ended = new CompletableFuture<>();

  /**
   * The end of the group.
   *
   * @param rank which ended first
   * @param end how
   */
  public record Ended(int rank, ProcessEnd end) {}

  private LocalGroup(ImmutableList<MemberWatch> watches, ImmutableList<RunnerProcess> processes) {
    this.watches = watches;
    this.processes = processes;
  }

  /**
   * Starts the processes.
   *
   * @param size number of ranks, 2 to {@link #RANKS_MAX}
   * @param library the library that they load
   * @param directory an existing directory for their files
   * @throws IOException if files cannot be written or there are no free ports
   */
  public static LocalGroup start(
      int size, MlxLocation.Found library, Path directory, PhaseLimits limits, Timers timers)
      throws IOException {
    if (size < 2 || size > RANKS_MAX) {
      throw new IllegalArgumentException(
          "A group of %d is none; use 2 to %d ranks.".formatted(size, RANKS_MAX));
    }
    ImmutableList.Builder<RunnerProcessSpec> specs = ImmutableList.builder();
    for (RingRank rank : LoopbackRing.ranks(size)) {
      specs.add(MemberSpec.of(rank, library, directory.resolve("rank" + rank.rank()), limits));
    }
    return start(specs.build(), timers);
  }

  private static LocalGroup start(ImmutableList<RunnerProcessSpec> specs, Timers timers) {
    ImmutableList.Builder<MemberWatch> watches = ImmutableList.builder();
    ImmutableList.Builder<RunnerProcess> processes = ImmutableList.builder();
    for (RunnerProcessSpec spec : specs) {
      MemberWatch watch = new MemberWatch();
      watches.add(watch);
      processes.add(RunnerProcess.start(spec, watch, timers));
    }
    LocalGroup group = new LocalGroup(watches.build(), processes.build());
    group.watchEnds();
    return group;
  }

  private void watchEnds() {
    for (int rank = 0; rank < watches.size(); rank++) {
      int which = rank;
      var _ =
          watches
              .get(rank)
              .end()
              .thenAccept(
                  end -> {
                    if (ended.complete(new Ended(which, end))) {
                      processes.forEach(process -> process.kill("Rank " + which + " has ended."));
                    }
                  });
    }
  }

  /**
   * Forms the group, so that the ranks can exchange. Completes exceptionally with a {@link
   * GroupEndedException} if one of them ends.
   */
  public CompletableFuture<Void> form() {
    return all(RunnerIdle.class)
        .thenCompose(_ -> connect())
        .thenCompose(_ -> step(new ToChild.Load(), RunnerLoaded.class))
        .thenCompose(_ -> step(new ToChild.WarmUp(), RunnerReady.class));
  }

  /** The last rank dials first, so it comes when the others accept. */
  private CompletableFuture<Void> connect() {
    int last = processes.size() - 1;
    List<CompletableFuture<Void>> connecting = new ArrayList<>();
    for (int rank = 0; rank < last; rank++) {
      processes.get(rank).send(new ToChild.Connect());
      connecting.add(watches.get(rank).reached(RunnerConnecting.class));
    }
    return orEnd(CompletableFuture.allOf(connecting.toArray(CompletableFuture[]::new)))
        .thenCompose(
            _ -> {
              processes.get(last).send(new ToChild.Connect());
              return all(RunnerConnected.class);
            });
  }

  private CompletableFuture<Void> step(ToChild call, Class<? extends RunnerStatus> after) {
    processes.forEach(process -> process.send(call));
    return all(after);
  }

  private CompletableFuture<Void> all(Class<? extends RunnerStatus> phase) {
    return orEnd(
        CompletableFuture.allOf(
            watches.stream().map(watch -> watch.reached(phase)).toArray(CompletableFuture[]::new)));
  }

  private <T> CompletableFuture<T> orEnd(CompletableFuture<T> awaited) {
    return CompletableFuture.anyOf(awaited, ended)
        .thenCompose(
            first ->
                first instanceof Ended end
                    ? CompletableFuture.failedFuture(new GroupEndedException(end))
                    : awaited);
  }

  /**
   * Lets ranks do an exercise. Completes with the nanoseconds that each exchange took, by rank, or
   * exceptionally as {@link #form} does; a wrong result ends the rank that sees it.
   */
  public CompletableFuture<ImmutableList<ImmutableList<Long>>> run(GroupExercise exercise) {
    TaskId task = TaskId.of("exercise-" + tasks.incrementAndGet());
    List<CompletableFuture<String>> results = new ArrayList<>();
    watches.forEach(watch -> results.add(watch.result(task)));
    processes.forEach(process -> process.send(new ToChild.Run(task, exercise.encoded())));
    Function<Void, ImmutableList<ImmutableList<Long>>> read =
        _ ->
            results.stream()
                .map(result -> nanos(result.join()))
                .collect(ImmutableList.toImmutableList());
    return orEnd(CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)))
        .thenApply(read);
  }

  private static ImmutableList<Long> nanos(String text) {
    return Splitter.on(' ')
        .splitToStream(text)
        .map(Long::valueOf)
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns the process of a rank. */
  public RunnerProcess process(int rank) {
    return processes.get(rank);
  }

  /** Completes when the first rank has ended. */
  public CompletableFuture<Ended> ended() {
    return ended.copy();
  }

  /** Stops the ranks and waits for their ends; those that do not stop are killed. */
  @Override
  public void close() {
    processes.forEach(RunnerProcess::close);
    CompletableFuture.allOf(
            watches.stream().map(MemberWatch::end).toArray(CompletableFuture[]::new))
        .join();
  }
}
