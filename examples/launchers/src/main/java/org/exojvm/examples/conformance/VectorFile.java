package org.exojvm.examples.conformance;

import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A file of vectors, one JSON object a line, plain or compressed.
 *
 * @param path where it is
 * @param name file name without its ending
 */
record VectorFile(Path path, String name) {

  private static final String PLAIN = ".jsonl";
  private static final String COMPRESSED = ".jsonl.gz";

  /** Returns the vector file at a path, or empty when its name does not look like one. */
  static Optional<VectorFile> at(Path path) {
    String name = path.getFileName().toString();
    return Stream.of(COMPRESSED, PLAIN)
        .filter(name::endsWith)
        .findFirst()
        .map(ending -> new VectorFile(path, name.substring(0, name.length() - ending.length())));
  }

  /**
   * Returns the vector files of a directory, sorted by name.
   *
   * @throws IOException if the directory cannot be read
   */
  static ImmutableList<VectorFile> in(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths
          .sorted()
          .flatMap(path -> at(path).stream())
          .collect(ImmutableList.toImmutableList());
    }
  }

  /**
   * Returns the lines that are not blank.
   *
   * @throws IOException if the file cannot be read or is not compressed as its name says
   */
  ImmutableList<String> lines() throws IOException {
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = path.toString().endsWith(COMPRESSED) ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank())
          .collect(ImmutableList.toImmutableList());
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
