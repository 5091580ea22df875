package org.exojvm.examples.processes;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A node in a process of its own, with the class path of this JVM. Ends when this JVM does.
 *
 * <p>Threading: all methods may be called by any thread.
 */
final class NodeProcess {

  /** Longest start. On a machine that does nothing else it takes a second or two. */
  static final Duration START_MAX = Duration.ofSeconds(60);

  /** Longest wait for a process to be gone that was killed. */
  private static final Duration KILL_MAX = Duration.ofSeconds(10);

  /** Most lines of standard output that are kept; the greeting has about ten. */
  private static final int MAX_LINES = 100;

  /** Lines and bytes of a log that a message shows. */
  private static final int TAIL_LINES = 15;

  private static final int TAIL_BYTES = 8_192;

  /** Quick to start and small, rather than fast in the long run. */
  private static final ImmutableList<String> JVM_OPTIONS =
      ImmutableList.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx256m",
          "--enable-native-access=ALL-UNNAMED");

  private final String name;
  private final Path log;
  private final Process process;
  private final CompletableFuture<Greeting> greeting = new CompletableFuture<>();

  private NodeProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a JVM, which waits until it is told to {@link #run} a node.
   *
   * @param name what the node is called
   * @param log file to which its log is added
   */
  static NodeProcess start(String name, Path log) throws ProcessException {
    ImmutableList<String> command =
        ImmutableList.<String>builder()
            .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
            .addAll(JVM_OPTIONS)
            .add("-cp", System.getProperty("java.class.path"), ChildNode.class.getName())
            .build();
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      NodeProcess started = new NodeProcess(name, log, process);
      Thread.ofVirtual().name("output-of-" + name).start(started::listen);
      return started;
    } catch (IOException e) {
      throw new ProcessException(
          "No process can be started for %s: %s. Maybe the machine has too many."
              .formatted(name, e.getMessage()),
          e);
    }
  }

  /**
   * Runs {@code node} in it. Called once.
   *
   * @param arguments those of {@code node} but its name; none is empty or has several lines
   */
  void run(List<String> arguments) throws ProcessException, InterruptedException {
    try {
      // Left open: its end is the sign that this JVM has ended.
      BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8);
      in.write("--name\n" + name + "\n");
      for (String argument : arguments) {
        in.write(argument + "\n");
      }
      in.write("\n");
      in.flush();
    } catch (IOException e) {
      throw new ProcessException(
          "%s has ended before it was told anything%s.%s".formatted(name, exitCode(), tail()), e);
    }
  }

  /** Reads all it says, for a process whose output nobody reads would wait for it. */
  private void listen() {
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (lines.size() < MAX_LINES) {
          lines.add(line);
          Greeting.in(lines).ifPresent(greeting::complete);
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
    greeting.completeExceptionally(new IOException("it has ended"));
  }

  /** Waits until the node runs and says where. */
  Greeting greeting() throws ProcessException, InterruptedException {
    try {
      return greeting.get(START_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ProcessException(
          "%s has not started within %d s.%s".formatted(name, START_MAX.toSeconds(), tail()), e);
    } catch (ExecutionException e) {
      throw new ProcessException(
          "%s has ended instead of starting%s.%s".formatted(name, exitCode(), tail()), e);
    }
  }

  private String exitCode() throws InterruptedException {
    return process.waitFor(KILL_MAX.toMillis(), TimeUnit.MILLISECONDS)
        ? ", with exit code " + process.exitValue()
        : "";
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  /**
   * Checks that the process runs.
   *
   * @throws ProcessException when it has ended by itself; holds the end of its log
   */
  void requireAlive() throws ProcessException {
    if (!process.isAlive()) {
      throw new ProcessException(
          "The process of %s has ended by itself, with exit code %d.%s"
              .formatted(name, process.exitValue(), tail()));
    }
  }

  /** Kills it as {@code kill -9} does, and waits until it is gone; returns whether it is. */
  boolean kill() throws InterruptedException {
    return process.destroyForcibly().waitFor(KILL_MAX.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets go of its standard input, as the end of this JVM does; returns its exit code. */
  int letGo() throws IOException, InterruptedException {
    process.getOutputStream().close();
    return process.waitFor(START_MAX.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
  }

  /** Returns the end of the log, for a message. */
  String tail() {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return " Its log ends with:\n  "
          + String.join("\n  ", Iterables.skip(lines, Math.max(0, lines.size() - TAIL_LINES)));
    } catch (IOException e) {
      return Files.exists(log) ? " Its log cannot be read." : " It has logged nothing.";
    }
  }
}
