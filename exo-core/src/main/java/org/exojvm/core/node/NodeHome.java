package org.exojvm.core.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.journal.internal.DirectoryLock;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a node: who it is, how often it was started, where it lies, and a lock that
 * keeps a second process out. A copy of a directory is refused: two nodes with one id would speak
 * for each other.
 */
final class NodeHome implements AutoCloseable {

  /** Longest file read here, in bytes; an id is shorter by far. */
  private static final long MAX_FILE_BYTES = 8_192;

  private final DirectoryLock lock;
  private final Path directory;
  private final NodeId id;
  private final long starts;
  private final long boot;

  private NodeHome(DirectoryLock lock, Path directory, NodeId id, long starts) {
    this.lock = lock;
    this.directory = directory;
    this.id = id;
    this.starts = starts;
    this.boot = starts << Integer.SIZE | (new SecureRandom().nextInt() & 0xFFFF_FFFFL);
  }

  /**
   * Takes possession of a directory, which is created when there is none, and counts the start.
   *
   * @param naming names the node, given the id it has, or a new one the first time
   * @throws IOException when it cannot be used, or belongs to a node with another id
   */
  static NodeHome open(Path directory, UnaryOperator<NodeId> naming) throws IOException {
    create(directory);
    DirectoryLock lock = DirectoryLock.take(directory, "node");
    try {
      refuseCopy(directory);
      NodeId id = identity(directory.resolve("node-id"), naming);
      long starts = countedStart(directory.resolve("boot"));
      return new NodeHome(lock, directory, id, starts);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  NodeId id() {
    return id;
  }

  /** Returns how often the node was started, this time included. */
  long starts() {
    return starts;
  }

  /**
   * Returns the number of this start: higher than that of every earlier one, and by its random last
   * 32 bits another than that of a copy of the node, started as often.
   */
  long boot() {
    return boot;
  }

  Path journal() {
    return directory.resolve("journal");
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static void create(Path directory) throws NodeException {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      String what = Files.exists(directory) ? "is a file" : "cannot be created: " + e;
      throw new NodeException(
          "The node directory %s %s. Maybe name another one.".formatted(directory, what), e);
    }
  }

  private static void refuseCopy(Path directory) throws IOException {
    Path file = directory.resolve("place");
    HomePlace now = HomePlace.of(directory);
    if (Files.exists(file)) {
      HomePlace before = HomePlace.parse(content(file));
      if (now.isCopyOf(before)) {
        throw new NodeException(
            ("The directory %s is a copy of %s on \"%s\", and two nodes must not have one identity."
                    + " Maybe start with an empty directory; or, if the original is gone for good,"
                    + " delete the file %s.")
                .formatted(directory, before.path(), before.host(), file));
      }
    }
    replace(file, now.text());
  }

  private static NodeId identity(Path file, UnaryOperator<NodeId> naming) throws IOException {
    boolean isNew = !Files.exists(file);
    NodeId kept = isNew ? NodeId.of("n-" + UUID.randomUUID()) : NodeId.of(content(file));
    NodeId wanted = naming.apply(kept);
    if (isNew) {
      replace(file, wanted.value());
    } else if (!wanted.equals(kept)) {
      throw new NodeException(
          "The directory %s belongs to node %s, not to %s. Maybe it was used with another transport or key; give each node a directory of its own."
              .formatted(file.getParent(), kept, wanted));
    }
    return wanted;
  }

  private static long countedStart(Path file) throws IOException {
    long before = 0;
    if (Files.exists(file)) {
      String text = content(file);
      try {
        before = Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw damaged(file, "\"" + text + "\" is no number", e);
      }
    }
    replace(file, Long.toString(before + 1));
    return before + 1;
  }

  private static String content(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw damaged(file, "it has " + Files.size(file) + " bytes", null);
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      throw damaged(file, "it is empty", null);
    }
    return text;
  }

  private static NodeException damaged(Path file, String what, @Nullable Throwable cause) {
    return new NodeException(
        "The file %s is not what a node wrote: %s. Maybe restore it from a backup."
            .formatted(file, what),
        cause);
  }

  /** Writes a file so that a crash leaves the old one or the new one, and never a part. */
  private static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceNames(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    } catch (IOException e) {
      throw new NodeException(
          "The node cannot write to %s: %s. Maybe the disk is full or write-protected."
              .formatted(file.getParent(), e),
          e);
    }
  }

  /** A start that is counted stays counted, or a later one would have its number again. */
  private static void forceNames(Path directory) throws IOException {
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    }
  }
}
