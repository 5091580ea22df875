package org.exojvm.benchmarks.mlx;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.exojvm.mlx.check.GroupExercise;
import org.exojvm.mlx.check.LoopbackRing;
import org.exojvm.mlx.group.RankEnvironment;
import org.exojvm.mlx.group.RingRank;
import org.exojvm.mlx.library.MlxLocation;
import org.exojvm.mlx.process.RankDirectory;

/** The ranks of a ring as a C program, compiled here against the headers beside the library. */
final class CRanks {

  private static final String SOURCE = "all_sum.c";
  private static final int RANKS = 2;
  private static final long COMPILE_SECONDS = 60;
  private static final long RUN_SECONDS = 120;

  private final Path directory;
  private final Path libraries;
  private final Path program;

  private CRanks(Path directory, Path libraries, Path program) {
    this.directory = directory;
    this.libraries = libraries;
    this.program = program;
  }

  /**
   * Compiles the program.
   *
   * @throws IOException if there is no C compiler or no headers; the message says which
   */
  static CRanks compile(Path directory, MlxLocation.Found library)
      throws IOException, InterruptedException {
    Path libraries = Objects.requireNonNull(library.file().getParent());
    Path headers = libraries.resolveSibling("include");
    if (!Files.isDirectory(headers.resolve("mlx"))) {
      throw new IOException("there are no headers at " + headers);
    }
    Path source = directory.resolve(SOURCE);
    try (InputStream in = Objects.requireNonNull(CRanks.class.getResourceAsStream(SOURCE))) {
      Files.copy(in, source);
    }
    Path program = directory.resolve("all_sum");
    Process compiler =
        new ProcessBuilder(
                "cc",
                "-O2",
                "-I" + headers,
                "-o",
                program.toString(),
                source.toString(),
                "-L" + libraries,
                "-Wl,-rpath-link," + libraries,
                "-lmlxc",
                "-lmlx")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("cc.log").toFile())
            .start();
    if (!compiler.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
      compiler.destroyForcibly();
      throw new IOException("cc failed: " + Files.readString(directory.resolve("cc.log")));
    }
    return new CRanks(directory, libraries, program);
  }

  /** Runs the exercise once; returns the nanoseconds that rank 0 saw. */
  ImmutableList<Long> run(GroupExercise exercise) throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    try {
      for (RingRank rank : LoopbackRing.ranks(RANKS)) {
        processes.add(start(rank, exercise));
      }
      for (Process process : processes) {
        if (!process.waitFor(RUN_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          throw new IOException("A rank in C did not end well; look whether the ring works.");
        }
      }
      String nanos =
          new String(processes.getFirst().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Splitter.on(' ')
          .splitToStream(nanos.strip())
          .map(Long::valueOf)
          .collect(ImmutableList.toImmutableList());
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  private Process start(RingRank rank, GroupExercise exercise) throws IOException {
    Path own = Files.createDirectories(directory.resolve("c" + rank.rank()));
    ProcessBuilder builder =
        new ProcessBuilder(
            program.toString(),
            Integer.toString(exercise.elements()),
            Integer.toString(exercise.times()));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
    builder.environment().put("DYLD_LIBRARY_PATH", libraries.toString());
    switch (RankDirectory.write(own, rank)) {
      case RankEnvironment.Variables(var variables) -> builder.environment().putAll(variables);
      case RankEnvironment.Refused(var problem) -> throw new IOException(problem.text());
    }
    return builder.start();
  }
}
