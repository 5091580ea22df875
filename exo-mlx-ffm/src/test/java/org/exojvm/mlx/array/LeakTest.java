package org.exojvm.mlx.array;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.exojvm.mlx.library.LibraryTests;
import org.exojvm.mlx.library.MlxException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Goal: a million operations leave no memory behind. Method: by how much the resident memory of the
 * process grows in the second and in the last third; the lesser counts, for what is lost per
 * operation is lost in both, and the heap of Java becomes resident at some time or other. A handle
 * that was lost per operation would be some hundred bytes.
 */
@Tag(LibraryTests.TAG)
class LeakTest {

  private static final int OPERATIONS = 1_000_000;
  private static final int OPERATIONS_PER_STEP = 10;
  private static final int STEPS = OPERATIONS / OPERATIONS_PER_STEP;
  private static final int STEPS_PER_EVALUATION = 10;

  /** MLX would keep 150 bytes of each. */
  private static final int TRACES = 300_000;

  /** A leak of 30 bytes per operation, or 100 per trace, would be above. */
  private static final long GROWTH_KIB_MAX = 10 << 10;

  private final Mlx mlx = MlxTests.mlx();

  @Test
  void aMillionOperationsLeaveNothingBehind() throws IOException {
    long activeBefore = mlx.memory().activeBytes();
    long growth =
        growth(
            STEPS,
            step -> {
              try (MlxScope _ = mlx.scope()) {
                step(step);
              }
            });
    assertThat(mlx.memory().activeBytes()).isEqualTo(activeBefore);
    assertThat(growth).isLessThan(GROWTH_KIB_MAX);
  }

  @Test
  void tracesThatFailLeaveNothingBehind() throws IOException {
    MlxBody fails =
        _ -> {
          throw new IllegalArgumentException("as it must be");
        };
    try (MlxScope _ = mlx.scope();
        MlxFunction function = mlx.compile().function(fails, false)) {
      List<MlxArray> inputs = List.of(mlx.create().scalar(1f));
      assertThat(growth(TRACES, _ -> fail(function, inputs))).isLessThan(GROWTH_KIB_MAX);
    }
  }

  /** Returns the lesser growth of the last two thirds, in KiB. */
  private static long growth(int steps, IntConsumer step) throws IOException {
    IntStream.range(0, steps / 3).forEach(step);
    long first = resident();
    IntStream.range(steps / 3, 2 * steps / 3).forEach(step);
    long second = resident();
    IntStream.range(2 * steps / 3, steps).forEach(step);
    return Math.min(second - first, resident() - second);
  }

  private static void fail(MlxFunction function, List<MlxArray> inputs) {
    try {
      function.apply(inputs);
      throw new AssertionError("a body that throws gave a result");
    } catch (IllegalArgumentException _) {
      // As it must be.
    }
  }

  private void step(int step) {
    MlxArray x = mlx.create().of(new float[] {1, 2, 3, 4}, 2, 2);
    MlxArray y = mlx.arithmetic().add(x, mlx.create().scalar(1f));
    MlxArray z = mlx.parts().concatenate(List.of(x, y), 0);
    MlxArray part = mlx.parts().split(z, 2, 0).getFirst();
    MlxArray norm = mlx.fast().rmsNorm(mlx.linear().matmul(x, part), null, 1e-5f);
    failing(x, z);
    if (step % STEPS_PER_EVALUATION == 0) {
      mlx.eval(norm);
      assertThat(mlx.reduce().sum(norm).item()).isNotNaN();
    }
  }

  /** An error too must leave nothing. */
  private void failing(MlxArray x, MlxArray z) {
    try {
      mlx.arithmetic().add(mlx.shapes().reshape(x, 4), mlx.shapes().flatten(z, 0, 1));
      throw new AssertionError("4 and 8 elements were added");
    } catch (MlxException _) {
      // As it must be.
    }
  }

  /** Returns the resident memory of this process in KiB, less what Java's heap has committed. */
  private static long resident() throws IOException {
    System.gc();
    Path status = Path.of("/proc/self/status");
    long kib = Files.exists(status) ? residentOf(status) : residentByPs();
    return kib - (Runtime.getRuntime().totalMemory() >> 10);
  }

  private static long residentOf(Path status) throws IOException {
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** On a Mac. */
  private static long residentByPs() throws IOException {
    String pid = Long.toString(ProcessHandle.current().pid());
    Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", pid).start();
    return Long.parseLong(new String(ps.getInputStream().readAllBytes(), US_ASCII).strip());
  }
}
