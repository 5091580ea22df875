package org.exojvm.core.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;

/**
 * Where the directory of a node lies. A copy has another file key, and either another path or
 * another host; a directory that was moved keeps its key, and one that was restored from a backup
 * keeps path and host.
 *
 * @param fileKey what the file system knows the directory by, such as its inode; empty when it does
 *     not tell
 * @param path its real path
 * @param host name of the machine, empty when unknown
 */
record HomePlace(String fileKey, String path, String host) {

  private static final int LINES = 3;
  private static final Path HOST_FILE = Path.of("/etc/hostname");
  private static final long MAX_HOST_BYTES = 256;

  /** Returns where a directory lies now. */
  static HomePlace of(Path directory) throws IOException {
    Object key = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
    return new HomePlace(inode(key), directory.toRealPath().toString(), hostName());
  }

  /** Reads what {@link #text} wrote; anything else is a place nobody knows. */
  static HomePlace parse(String text) {
    List<String> lines = text.lines().toList();
    return lines.size() == LINES
        ? new HomePlace(lines.get(0), lines.get(1), lines.get(2))
        : new HomePlace("", "", "");
  }

  String text() {
    return fileKey + "\n" + path + "\n" + host;
  }

  /** Returns whether this must be a copy of a directory that lay elsewhere. */
  boolean isCopyOf(HomePlace other) {
    return !fileKey.isEmpty()
        && !other.fileKey.isEmpty()
        && !fileKey.equals(other.fileKey)
        && !(path.equals(other.path) && host.equals(other.host));
  }

  /** The device in front of it may change from one start of a machine to the next. */
  private static String inode(Object key) {
    String text = key == null ? "" : key.toString();
    int at = text.indexOf("ino=");
    return at < 0 ? text : text.substring(at).replace(")", "");
  }

  /** Without the network: a name service that hangs must not keep a node from starting. */
  private static String hostName() throws IOException {
    if (Files.isRegularFile(HOST_FILE) && Files.size(HOST_FILE) <= MAX_HOST_BYTES) {
      return new String(Files.readAllBytes(HOST_FILE), StandardCharsets.UTF_8).strip();
    }
    Map<String, String> environment = System.getenv();
    return environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", ""));
  }
}
