package org.exojvm.mlx.check;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.TaskOutcome;
import org.exojvm.api.id.TaskId;
import org.exojvm.mlx.array.Backend;
import org.exojvm.mlx.array.Mlx;
import org.exojvm.mlx.array.MlxArray;
import org.exojvm.mlx.array.MlxGroup;
import org.exojvm.mlx.array.MlxScope;
import org.exojvm.mlx.library.MlxLibrary;
import org.exojvm.mlx.process.ChildReports;
import org.exojvm.mlx.process.RunnerChild;
import org.exojvm.mlx.process.RunnerChildHost;
import org.jspecify.annotations.Nullable;

/**
 * Main class and work of a process of a {@link LocalGroup}: joins the ring, and exchanges arrays
 * whose results it checks.
 */
public final class GroupMember implements RunnerChild {

  private @Nullable ChildReports reports;
  private @Nullable Mlx mlx;
  private @Nullable MlxGroup group;

  private GroupMember() {}

  /** Serves the group. */
  public static void main(String[] arguments) throws IOException {
    RunnerChildHost.serve(new GroupMember());
  }

  @Override
  public void begin(Bytes settings, ChildReports to) {
    reports = to;
    mlx =
        switch (MlxLibrary.load()) {
          case MlxLibrary.Loaded(MlxLibrary library) -> Mlx.open(library);
          case MlxLibrary.Refused(String reason) -> throw new IllegalStateException(reason);
        };
  }

  @Override
  public void connect() {
    group = started(mlx).groups().join(Backend.RING);
  }

  @Override
  public void load() {}

  @Override
  public void warmUp() {
    exchange(new GroupExercise(GroupExercise.Kind.ALL_SUM, 1, 1));
  }

  @Override
  public TaskOutcome run(TaskId task, Bytes request) {
    GroupExercise exercise = GroupExercise.decode(request);
    long[] nanos = new long[exercise.times()];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = exchange(exercise);
    }
    String text = LongStream.of(nanos).mapToObj(Long::toString).collect(Collectors.joining(" "));
    started(reports).chunk(task, Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8)));
    return TaskOutcome.COMPLETE;
  }

  /** Exchanges once, checks the result, and returns how long the exchange took in nanoseconds. */
  private long exchange(GroupExercise exercise) {
    Mlx session = started(mlx);
    MlxGroup ranks = started(group);
    try (MlxScope _ = session.scope()) {
      MlxArray own = ExchangedValues.array(session, ranks.rank(), exercise.elements());
      session.eval(own);
      MlxArray result =
          switch (exercise.kind()) {
            case ALL_SUM -> ranks.allSum(own);
            case ALL_MAX -> ranks.allMax(own);
            case ALL_MIN -> ranks.allMin(own);
            case SUM_SCATTER -> ranks.sumScatter(own);
            case ALL_GATHER -> ranks.allGather(own);
            case SEND -> passOn(ranks, own, () -> ranks.receiveLike(own, 0));
            case SEND_SHAPED ->
                passOn(ranks, own, () -> ranks.receive(0, own.dtype(), own.shape()));
          };
      // Until all ranks are here, so that none is measured while it waits for one that is not.
      session.eval(ranks.allSum(session.create().scalar(1f)));
      long before = System.nanoTime();
      session.eval(result);
      long took = System.nanoTime() - before;
      new ExchangedValues(ranks.rank(), ranks.size(), exercise).check(session, result);
      return took;
    }
  }

  private static MlxArray passOn(MlxGroup ranks, MlxArray own, Supplier<MlxArray> received) {
    return switch (ranks.rank()) {
      case 0 -> ranks.send(own, 1);
      case 1 -> received.get();
      default -> own;
    };
  }

  private static <T> T started(@Nullable T thing) {
    if (thing == null) {
      throw new IllegalStateException("A call came before its time.");
    }
    return thing;
  }

  @Override
  public void cancel(TaskId task) {}

  @Override
  public void deliver(long sequence, ImmutableList<Bytes> gathered) {}

  @Override
  public void end() {}
}
