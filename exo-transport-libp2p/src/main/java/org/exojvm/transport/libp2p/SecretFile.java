package org.exojvm.transport.libp2p;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Reads what only the nodes of a cluster may know. No message shows any of its content. */
final class SecretFile {

  /** Longest file, in bytes; keys and secrets have about a hundred. */
  static final int MAX_BYTES = 4_096;

  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private SecretFile() {}

  /**
   * Returns the text of a file.
   *
   * @throws IllegalArgumentException when it cannot be read, or others can; says what to do
   */
  static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      refuseOpenFile(file);
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IllegalArgumentException(
            "The file %s has more than %d bytes. Maybe it is another file."
                .formatted(file, MAX_BYTES));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The file %s cannot be read (%s). Maybe name another one.".formatted(file, e), e);
    }
  }

  /** Throws an IllegalArgumentException that says what to do, if others can read or change it. */
  static void refuseOpenFile(Path file) throws IOException {
    Set<PosixFilePermission> mode;
    try {
      mode = Files.getPosixFilePermissions(file);
    } catch (UnsupportedOperationException e) {
      return; // No POSIX permissions here: its directory has to protect it.
    }
    if (mode.stream().anyMatch(OF_OTHERS::contains)) {
      throw new IllegalArgumentException(
          "Others may read or change the file %s (%s). Maybe run: chmod 600 %s"
              .formatted(file, PosixFilePermissions.toString(mode), file));
    }
  }
}
