package org.exojvm.transport.libp2p.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A network namespace with an interface on the bridge, and a peer that runs in it. */
final class Host implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final Process process;
  private final Thread reader;
  private final List<String> told = new ArrayList<>();
  private boolean over;
  private int seen;

  private Host(String name, Process process) {
    this.name = name;
    this.process = process;
    reader = Thread.ofPlatform().daemon().name(name).start(this::read);
  }

  /** Starts a peer in a namespace that is there. */
  static Host start(String name, int number) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new Host(
        name,
        new ProcessBuilder(
                "ip",
                "netns",
                "exec",
                name,
                java,
                "-cp",
                System.getProperty("java.class.path"),
                HostPeer.class.getName(),
                Integer.toString(number))
            .redirectErrorStream(true)
            .start());
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      lines.lines().forEach(this::add);
    } catch (IOException | UncheckedIOException e) {
      add("broken: " + e);
    }
    synchronized (this) {
      over = true;
      notifyAll();
    }
  }

  private synchronized void add(String line) {
    told.add(line);
    notifyAll();
  }

  void say(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  /** What was told before counts no more. */
  synchronized void forget() {
    seen = told.size();
  }

  /** Waits for a line that begins so; returns the rest of it. */
  synchronized String await(String start) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      for (String line : told.subList(seen, told.size())) {
        if (line.startsWith(start)) {
          return line.substring(start.length());
        }
      }
      long leftMillis = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (over || leftMillis <= 0) {
        throw new AssertionError("%s is not told '%s', but %s".formatted(name, start, told));
      }
      wait(leftMillis);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
