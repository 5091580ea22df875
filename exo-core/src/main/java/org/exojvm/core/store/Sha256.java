package org.exojvm.core.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash of a file that grows; what is there already is read once. Belongs to one thread. */
final class Sha256 {

  private static final int BUFFER_BYTES = 1 << 20;

  private final MessageDigest digest = digest();
  private long bytes;

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }

  /** Begins again with what is in a file, unless that is what was taken in so far. */
  void startFrom(Path file, long length) throws IOException {
    if (bytes == length) {
      return;
    }
    digest.reset();
    bytes = 0;
    if (length > 0) {
      byte[] buffer = new byte[BUFFER_BYTES];
      try (InputStream content = Files.newInputStream(file)) {
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
          add(buffer, count);
        }
      }
    }
  }

  void add(byte[] buffer, int count) {
    digest.update(buffer, 0, count);
    bytes += count;
  }

  /** Returns the hash of all that was taken in, and begins again with nothing. */
  String result() {
    bytes = 0;
    return HexFormat.of().formatHex(digest.digest());
  }
}
