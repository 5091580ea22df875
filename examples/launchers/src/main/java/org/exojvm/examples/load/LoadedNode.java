package org.exojvm.examples.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.exojvm.examples.Main;

/** A node in a process of its own, so that its memory is its own. */
final class LoadedNode implements AutoCloseable {

  private static final Pattern GREETING = Pattern.compile(" runs at (http://\\S+)");

  /** Most lines a node says before it tells where it is. */
  private static final int MAX_LINES = 100;

  private static final int STOP_SECONDS = 20;

  private final Process process;
  private final String url;

  private LoadedNode(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts {@code node} with the class path of this JVM, on a free port of this machine. */
  static LoadedNode start(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "node",
                "--api",
                "127.0.0.1:0",
                "--data-dir",
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    boolean found = false;
    try {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String url = urlIn(lines);
      found = true;
      Thread.ofVirtual().name("node-output").start(() -> drain(lines));
      return new LoadedNode(process, url);
    } finally {
      if (!found) {
        process.destroyForcibly();
      }
    }
  }

  private static String urlIn(BufferedReader lines) throws IOException {
    for (int i = 0; i < MAX_LINES; i++) {
      String line = lines.readLine();
      if (line == null) {
        break;
      }
      Matcher greeting = GREETING.matcher(line);
      if (greeting.find()) {
        return greeting.group(1);
      }
    }
    throw new IOException("The node did not start. Maybe run examples/run node and look.");
  }

  private static void drain(BufferedReader lines) {
    try (lines) {
      while (lines.readLine() != null) {
        // A node whose output nobody reads would wait for it.
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  String url() {
    return url;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
