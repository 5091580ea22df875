package org.exojvm.core.store;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.exojvm.api.check.Checks;
import org.jspecify.annotations.Nullable;

/**
 * A file of a model, and where it is fetched.
 *
 * @param path where it goes below the directory of the model, with slashes; see {@link
 *     StoreNames#problemOf}
 * @param sizeBytes its size
 * @param sha256 its SHA-256 in hexadecimal digits, null when the source does not tell; then only
 *     the size is checked
 * @param uri where it is fetched, by HTTP or HTTPS
 */
public record RemoteFile(String path, long sizeBytes, @Nullable String sha256, URI uri) {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException when the path would leave the directory of the model, or
   *     another part is malformed
   */
  public RemoteFile {
    StoreNames.problemOf(path)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    Checks.inRange(sizeBytes >= 0, "RemoteFile.sizeBytes", sizeBytes, "at least 0");
    sha256 = sha256 == null ? null : sha256.toLowerCase(Locale.ROOT);
    if (sha256 != null && !SHA_256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "The SHA-256 of %s (%s) is no 64 hexadecimal digits. Maybe leave it out."
              .formatted(path, sha256));
    }
    if (!Http.isWeb(uri)) {
      throw new IllegalArgumentException(
          "The address of %s (%s) is neither http nor https. Maybe serve it by one."
              .formatted(path, uri));
    }
  }
}
