package org.exojvm.node.config;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.exojvm.node.http.Tokens;

/**
 * Reads a file of tokens: one a line; empty lines and lines that begin with {@code #} do not count.
 * No message shows any of its content.
 */
final class TokenFile {

  /** Largest file, in bytes. */
  static final int MAX_BYTES = 65_536;

  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private TokenFile() {}

  /**
   * Returns the tokens of a file.
   *
   * @throws IllegalArgumentException when it cannot be used; says why and what to do
   */
  static Tokens read(Path file) {
    String text;
    try {
      refuseOpenFile(file);
      text = content(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "The file is not there. Maybe make one: (umask 077; openssl rand -hex 32 > %s)."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException("The file cannot be read (%s).".formatted(e), e);
    }
    ImmutableList<String> tokens =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .collect(ImmutableList.toImmutableList());
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no token in it. Maybe make one: (umask 077; openssl rand -hex 32 > %s)."
              .formatted(file));
    }
    return Tokens.of(tokens);
  }

  private static void refuseOpenFile(Path file) throws IOException {
    Set<PosixFilePermission> mode;
    try {
      mode = Files.getPosixFilePermissions(file);
    } catch (UnsupportedOperationException e) {
      return; // No POSIX permissions here, such as on Windows: its directory has to protect it.
    }
    if (mode.stream().anyMatch(OF_OTHERS::contains)) {
      throw new IllegalArgumentException(
          "Others may read or change it (%s). Maybe run: chmod 600 %s"
              .formatted(PosixFilePermissions.toString(mode), file));
    }
  }

  private static String content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("more than %d bytes".formatted(MAX_BYTES));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
