package org.exojvm.mlx.array;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.mlx.library.LibraryTests;
import org.exojvm.mlx.library.MlxException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Goal: a million operations leave no memory behind. Method: the resident memory of the process
 * after a first part, when pools and the heap have grown, and at the end; a handle that was lost
 * per operation would be some hundred bytes.
 */
@Tag(LibraryTests.TAG)
class LeakTest {

  private static final int OPERATIONS = 1_000_000;
  private static final int OPERATIONS_PER_STEP = 10;
  private static final int STEPS = OPERATIONS / OPERATIONS_PER_STEP;
  private static final int STEPS_TO_WARM = STEPS / 5;
  private static final int STEPS_PER_EVALUATION = 10;

  /** MLX would keep 150 bytes of each. */
  private static final int TRACES = 300_000;

  /** A leak of 40 bytes per operation would be above; the heap of Java is fixed before. */
  private static final long GROWTH_KIB_MAX = 32 << 10;

  private static final int PIECE = 1 << 20;

  private final Mlx mlx = MlxTests.mlx();

  /**
   * Makes the heap have the pages that it will ever have: what it commits becomes resident only
   * when it is used, which would look like a leak.
   */
  @BeforeEach
  void fillTheHeap() {
    List<byte[]> filling = new ArrayList<>();
    for (long bytes = 0; bytes < Runtime.getRuntime().maxMemory() * 5 / 8; bytes += PIECE) {
      filling.add(new byte[PIECE]);
    }
    assertThat(filling).isNotEmpty();
  }

  @Test
  void aMillionOperationsLeaveNothingBehind() throws IOException {
    long activeBefore = mlx.memory().activeBytes();
    long residentBefore = 0;
    for (int step = 0; step < STEPS; step++) {
      if (step == STEPS_TO_WARM) {
        residentBefore = resident();
      }
      try (MlxScope _ = mlx.scope()) {
        step(step);
      }
    }
    assertThat(mlx.memory().activeBytes()).isEqualTo(activeBefore);
    assertThat(resident() - residentBefore).isLessThan(GROWTH_KIB_MAX);
  }

  @Test
  void tracesThatFailLeaveNothingBehind() throws IOException {
    MlxBody fails =
        _ -> {
          throw new IllegalArgumentException("as it must be");
        };
    long residentBefore = 0;
    try (MlxScope _ = mlx.scope();
        MlxFunction function = mlx.compile().function(fails, false)) {
      List<MlxArray> inputs = List.of(mlx.create().scalar(1f));
      for (int trace = 0; trace < TRACES; trace++) {
        if (trace == TRACES / 5) {
          residentBefore = resident();
        }
        fail(function, inputs);
      }
    }
    assertThat(resident() - residentBefore).isLessThan(GROWTH_KIB_MAX);
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
    String status =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    long kib = Long.parseLong(status.replaceAll("\\D", ""));
    return kib - (Runtime.getRuntime().totalMemory() >> 10);
  }
}
