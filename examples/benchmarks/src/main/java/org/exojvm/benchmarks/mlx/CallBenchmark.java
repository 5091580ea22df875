package org.exojvm.benchmarks.mlx;

import java.util.concurrent.TimeUnit;
import org.exojvm.mlx.array.Mlx;
import org.exojvm.mlx.array.MlxArray;
import org.exojvm.mlx.library.MlxLibrary;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One call with all its checks, and one node of a graph, made and freed. Samples are short and
 * many, and the middle one counts: on a busy machine an average tells of the others.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class CallBenchmark {

  private static final int BATCH = 1_000;

  private Mlx mlx;
  private MlxArray left;
  private MlxArray right;

  /** Opens the session. */
  @Setup
  public void open() {
    mlx =
        switch (MlxLibrary.load()) {
          case MlxLibrary.Loaded(MlxLibrary library) -> Mlx.open(library);
          case MlxLibrary.Refused(String reason) -> throw new IllegalStateException(reason);
        };
    left = mlx.create().of(new float[] {1, 2, 3, 4}, 2, 2);
    right = mlx.create().of(new float[] {5, 6, 7, 8}, 2, 2);
  }

  /** Asks an array for its number of dimensions. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int call() {
    int sum = 0;
    for (int i = 0; i < BATCH; i++) {
      sum += left.rank();
    }
    return sum;
  }

  /** Adds two arrays without computing the sum, and frees it. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void node() {
    for (int i = 0; i < BATCH; i++) {
      mlx.arithmetic().add(left, right).close();
    }
  }
}
