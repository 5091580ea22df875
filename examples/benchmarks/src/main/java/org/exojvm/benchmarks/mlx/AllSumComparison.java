package org.exojvm.benchmarks.mlx;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.exojvm.mlx.check.GroupExercise;
import org.exojvm.mlx.check.GroupExercise.Kind;
import org.exojvm.mlx.check.LocalGroup;
import org.exojvm.mlx.deadline.SystemTimers;
import org.exojvm.mlx.library.MlxLocation;
import org.exojvm.mlx.process.PhaseLimits;

/**
 * Adding up 64 MiB over a ring of two processes: in Java, and in C with the same library. Runs
 * alternate, each in processes of its own, so that what else the machine does meets both.
 */
public final class AllSumComparison {

  private static final int ROUNDS = 5;
  private static final int RANKS = 2;

  /** The first of a run finds cold memory and is not counted. */
  private static final int TIMES = 8;

  private static final GroupExercise ADD = new GroupExercise(Kind.ALL_SUM, 16 << 20, TIMES);

  /** Two noisy cores allow no finer statement. */
  private static final double RATIO_MAX = 1.25;

  private static final double NANOS_PER_MILLI = 1e6;

  private AllSumComparison() {}

  /** Measures and prints; without library or C compiler it says so. */
  public static void print(PrintStream out) throws IOException, InterruptedException {
    if (!(MlxLocation.find() instanceof MlxLocation.Found found)) {
      return; // The benchmarks before have said it.
    }
    Path directory = Files.createTempDirectory("exo-all-sum");
    try {
      out.println(compare(directory, found));
    } catch (CompletionException e) {
      out.println("The ring of Java processes failed: " + Throwables.getRootCause(e).getMessage());
    } catch (IOException e) {
      out.println("There is nothing to compare with: " + e.getMessage());
    } finally {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static String compare(Path directory, MlxLocation.Found library)
      throws IOException, InterruptedException {
    CRanks c = CRanks.compile(directory, library);
    List<Long> inC = new ArrayList<>();
    List<Long> inJava = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      inC.addAll(counted(c.run(ADD)));
      inJava.addAll(counted(java(directory, library)));
    }
    double ratio = median(inJava) / median(inC);
    return "all_sum of 64 MiB, %d ranks%n%s%n%s%nratio of the medians %.2f, must be below %.2f: %s"
        .formatted(
            RANKS,
            describe("Java", inJava),
            describe("C", inC),
            ratio,
            RATIO_MAX,
            ratio < RATIO_MAX ? "reached" : "NOT REACHED");
  }

  private static ImmutableList<Long> java(Path directory, MlxLocation.Found library)
      throws IOException {
    try (SystemTimers timers = new SystemTimers();
        LocalGroup group =
            LocalGroup.start(RANKS, library, directory, PhaseLimits.defaults(), timers)) {
      return group.form().thenCompose(_ -> group.run(ADD)).join().getFirst();
    }
  }

  private static ImmutableList<Long> counted(ImmutableList<Long> nanos) {
    return nanos.subList(1, nanos.size());
  }

  private static double median(List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.get(sorted.size() / 2) / NANOS_PER_MILLI;
  }

  private static String describe(String name, List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return "%-5s median %.1f ms of %d (%.1f to %.1f)"
        .formatted(
            name,
            median(nanos),
            nanos.size(),
            sorted.getFirst() / NANOS_PER_MILLI,
            sorted.getLast() / NANOS_PER_MILLI);
  }
}
