package org.exojvm.node.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What lets a client change something. Never shown: {@link #toString} hides it. */
public final class Token {

  /** Longest file that is read: a few tokens and comments. */
  private static final int MAX_FILE_BYTES = 65_536;

  private final String secret;

  private Token(String secret) {
    this.secret = secret;
  }

  /**
   * Reads the first token of a file: its first line that is neither blank nor a comment, which
   * begins with {@code #}. The same file serves a node and its clients.
   *
   * @throws IOException when there is none; says why, and does not show the file
   */
  public static Token read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_FILE_BYTES + 1);
    } catch (IOException e) {
      throw new IOException(
          "The token file %s cannot be read: %s. Maybe give another one with --token-file."
              .formatted(file, e),
          e);
    }
    if (bytes.length > MAX_FILE_BYTES) {
      throw new IOException(
          "The token file %s has more than %d bytes. Maybe it is another file."
              .formatted(file, MAX_FILE_BYTES));
    }
    Optional<String> token =
        new String(bytes, StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .findFirst();
    if (token.isEmpty() || !token.get().chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IOException(
          "The token file %s holds no token: a line without blanks. Maybe make one with 'openssl rand -hex 32'."
              .formatted(file));
    }
    return new Token(token.get());
  }

  /** Returns the field {@code Authorization} of a request. */
  String authorization() {
    return "Bearer " + secret;
  }

  @Override
  public String toString() {
    return "Token[hidden]";
  }
}
