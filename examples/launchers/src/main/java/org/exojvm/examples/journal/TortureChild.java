package org.exojvm.examples.journal;

import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process that runs {@link TortureWriter}, and what it has acknowledged. */
final class TortureChild implements AutoCloseable {

  private final Process process;
  private final BufferedReader lines;
  private long acknowledgedIdx;
  private String failure = "";

  private TortureChild(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a process; it has not opened the journal yet. */
  static TortureChild start(Path journal, long seed) throws IOException {
    return new TortureChild(builder(command(journal, seed)));
  }

  /** Starts a process whose files cannot grow beyond some blocks of 512 bytes. */
  static TortureChild startOnFullDisk(Path journal, long seed, int blocks) throws IOException {
    return new TortureChild(
        builder(
            ImmutableList.<String>builder()
                .add("sh", "-c", "ulimit -f " + blocks + " && exec \"$@\"", "sh")
                .addAll(command(journal, seed))
                .build()));
  }

  private static Process builder(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static ImmutableList<String> command(Path journal, long seed) {
    return ImmutableList.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "-Xmx128m",
        "-cp",
        System.getProperty("java.class.path"),
        TortureWriter.class.getName(),
        journal.toString(),
        Long.toString(seed));
  }

  /** Returns the index before which everything was acknowledged; 0 when nothing was. */
  long acknowledgedIdx() {
    return acknowledgedIdx;
  }

  /** Returns why the journal failed; empty when it did not. */
  String failure() {
    return failure;
  }

  /** Reads so many lines; fewer when the process ends by itself. */
  void read(int count) throws IOException {
    boolean more = true;
    for (int i = 0; i < count && more; i++) {
      more = take(lines.readLine());
    }
  }

  /** Reads until the process ends by itself; returns its code. */
  int readToTheEnd() throws IOException, InterruptedException {
    read(Integer.MAX_VALUE);
    return process.waitFor();
  }

  /** Kills the process at once; what it had printed by then counts as acknowledged. */
  void kill() throws IOException, InterruptedException {
    // Not the process itself: that would close the pipe, and what is in it would be lost.
    process.toHandle().destroyForcibly();
    StringBuilder rest = new StringBuilder();
    for (int c = lines.read(); c >= 0; c = lines.read()) {
      rest.append((char) c);
    }
    process.waitFor();
    // A line without its end may be a part of a number.
    rest.substring(0, rest.lastIndexOf("\n") + 1).lines().forEach(this::take);
  }

  private boolean take(@Nullable String line) {
    if (line == null) {
      return false;
    }
    if (line.startsWith(TortureWriter.FAILED)) {
      failure = line.substring(TortureWriter.FAILED.length());
    } else if (!line.equals(TortureWriter.STARTING)) {
      acknowledgedIdx = Long.parseLong(line);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    process.toHandle().destroyForcibly();
    lines.close();
    process.onExit().join();
  }
}
