package org.exojvm.core.store;

import com.google.common.collect.ImmutableList;
import java.util.HashSet;
import java.util.Set;

/**
 * What a model consists of.
 *
 * @param files its files; at least one byte in all, no path twice
 */
public record ModelManifest(ImmutableList<RemoteFile> files) {

  /** Most files of one model. The largest models have a few hundred. */
  public static final int MAX_FILES = 10_000;

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException when there is nothing to fetch, too much, or a path twice
   */
  public ModelManifest {
    if (files.size() > MAX_FILES) {
      throw new IllegalArgumentException(
          "The model has %d files, more than %d. Maybe pack them."
              .formatted(files.size(), MAX_FILES));
    }
    Set<String> paths = new HashSet<>();
    for (RemoteFile file : files) {
      if (!paths.add(file.path())) {
        throw new IllegalArgumentException(
            "The model lists %s twice. Maybe correct the list.".formatted(file.path()));
      }
    }
    if (totalBytes(files) == 0) {
      throw new IllegalArgumentException(
          "The model lists no bytes to fetch in %d files. Maybe its name or revision is wrong."
              .formatted(files.size()));
    }
  }

  /** Returns the size of all files together. */
  public long totalBytes() {
    return totalBytes(files);
  }

  private static long totalBytes(ImmutableList<RemoteFile> files) {
    long total = 0;
    for (RemoteFile file : files) {
      total = Math.addExact(total, file.sizeBytes());
    }
    return total;
  }
}
