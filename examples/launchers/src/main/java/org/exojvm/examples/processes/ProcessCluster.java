package org.exojvm.examples.processes;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Processes that are one cluster over libp2p on the loopback interface, on ports that were free,
 * with a secret of their own, so that clusters on one machine do not meet. Everything is gone when
 * this is closed, or this JVM ends.
 *
 * <p>Threading: {@link #close} may be called by any thread; all else belongs to one.
 */
final class ProcessCluster implements AutoCloseable {

  private static final int SECRET_BYTES = 32;

  private final Path directory;
  private final Path secret;
  private final Map<String, NodeProcess> processes = new LinkedHashMap<>();
  private final Map<String, Greeting> greetings = new LinkedHashMap<>();
  private final Thread atExit = new Thread(this::end, "end-processes");

  /** Creates a cluster without nodes. */
  ProcessCluster() throws IOException {
    directory = Files.createTempDirectory("exo-processes");
    secret = directory.resolve("secret");
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    // The temporary directory is its owner's alone, and the nodes ask the same of the file.
    Files.writeString(secret, HexFormat.of().formatHex(random));
    if (Files.getFileStore(secret).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    }
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts a process for a node that is to be started, for it takes a while to come up. */
  void prepare(String name) throws ProcessException {
    NodeProcess process = NodeProcess.start(name, directory.resolve(name + ".log"));
    synchronized (this) {
      processes.put(name, process);
    }
  }

  /**
   * Starts a node in the process that is prepared for it, on the directory that it had before if
   * there is one, and waits until it runs.
   *
   * @param name what it is called
   */
  Greeting start(String name) throws ProcessException, InterruptedException {
    ImmutableList.Builder<String> arguments =
        ImmutableList.<String>builder()
            .add("--transport", "libp2p", "--listen", "/ip4/127.0.0.1/tcp/0", "--mdns", "off")
            .add("--secret-file", secret.toString())
            .add("--api", "127.0.0.1:0", "--data-dir", directory.resolve(name).toString());
    for (Greeting other : greetings.values()) {
      other.addresses().forEach(address -> arguments.add("--peer", address));
    }
    NodeProcess process =
        find(name)
            .orElseThrow(() -> new ProcessException("No process is prepared for " + name + "."));
    process.run(arguments.build());
    Greeting greeting = process.greeting();
    greetings.put(name, greeting);
    return greeting;
  }

  private synchronized Optional<NodeProcess> find(String name) {
    return Optional.ofNullable(processes.get(name));
  }

  private synchronized ImmutableList<NodeProcess> all() {
    return ImmutableList.copyOf(processes.values());
  }

  /** Returns the process of the node with this id. */
  Optional<NodeProcess> byId(String id) {
    return greetings.entrySet().stream()
        .filter(greeting -> greeting.getValue().id().equals(id))
        .findFirst()
        .flatMap(greeting -> find(greeting.getKey()));
  }

  /** Kills a node as {@code kill -9} does. */
  void kill(NodeProcess process) throws ProcessException, InterruptedException {
    greetings.remove(process.name());
    synchronized (this) {
      processes.remove(process.name());
    }
    if (!process.kill()) {
      throw new ProcessException(
          "Process %d does not die. Maybe it waits for a disk.".formatted(process.pid()));
    }
  }

  /** Checks that no process has ended by itself. */
  void requireAlive() throws ProcessException {
    for (NodeProcess process : all()) {
      process.requireAlive();
    }
  }

  /** Returns the ends of all logs, for a message. */
  String tails() {
    StringBuilder tails = new StringBuilder();
    all().forEach(node -> tails.append("\n").append(node.name()).append(':').append(node.tail()));
    return tails.toString();
  }

  /** Ends the processes and deletes what they kept. Idempotent. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This JVM ends already.
    }
    end();
  }

  private synchronized void end() {
    try {
      for (NodeProcess process : all()) {
        process.kill();
      }
      processes.clear();
      if (Files.exists(directory)) {
        MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      // The directory is a temporary one.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
