package org.exojvm.mlx.library;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The search for libmlxc, with everything it asks as a parameter.
 *
 * @param properties values of system properties by name, empty when not set
 * @param variables values of environment variables by name, empty when not set
 * @param exists whether a path is a file that can be read
 */
record MlxSearch(
    UnaryOperator<String> properties, UnaryOperator<String> variables, Predicate<Path> exists) {

  /** Homebrew on Apple silicon and on Intel; nothing else puts it anywhere on a Mac. */
  private static final ImmutableList<String> MAC_PLACES =
      ImmutableList.of("/opt/homebrew/opt/mlx-c/lib", "/opt/homebrew/lib", "/usr/local/lib");

  /** Where {@code make install} and packages of Linux put libraries, by the file hierarchy. */
  private static final ImmutableList<String> LINUX_PLACES =
      ImmutableList.of(
          "/usr/local/lib",
          "/usr/local/lib64",
          "/usr/lib/x86_64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/usr/lib64",
          "/usr/lib",
          "/home/linuxbrew/.linuxbrew/opt/mlx-c/lib");

  static MlxSearch ofThisMachine() {
    return new MlxSearch(
        name -> Strings.nullToEmpty(System.getProperty(name)),
        name -> Strings.nullToEmpty(System.getenv(name)),
        Files::isReadable);
  }

  MlxLocation find() {
    String property = properties.apply(MlxLocation.PROPERTY);
    if (!property.isEmpty()) {
      return named(property, "system property " + MlxLocation.PROPERTY);
    }
    String variable = variables.apply(MlxLocation.VARIABLE);
    if (!variable.isEmpty()) {
      return named(variable, "environment variable " + MlxLocation.VARIABLE);
    }
    return usual();
  }

  private boolean isMac() {
    return properties.apply("os.name").startsWith("Mac");
  }

  private String fileName() {
    return isMac() ? "libmlxc.dylib" : "libmlxc.so";
  }

  /** What somebody has named is taken or refused; another one would be a surprise. */
  private MlxLocation named(String value, String source) {
    Path path = path(value);
    if (path == null) {
      return new MlxLocation.Absent("\"" + value + "\" of the " + source + " is no path.");
    }
    return file(path)
        .<MlxLocation>map(file -> new MlxLocation.Found(file, source))
        .orElseGet(
            () ->
                new MlxLocation.Absent(
                    "There is no %s at %s, which the %s names."
                        .formatted(fileName(), path, source)));
  }

  private static @Nullable Path path(String value) {
    try {
      return Path.of(value).toAbsolutePath();
    } catch (InvalidPathException _) {
      return null;
    }
  }

  private Optional<Path> file(Path path) {
    Path inside = path.resolve(fileName());
    if (exists.test(inside)) {
      return Optional.of(inside);
    }
    return path.endsWith(fileName()) && exists.test(path) ? Optional.of(path) : Optional.empty();
  }

  private MlxLocation usual() {
    ImmutableList<Path> places = places();
    for (Path place : places) {
      Optional<Path> file = file(place);
      if (file.isPresent()) {
        return new MlxLocation.Found(file.get(), "one of the usual places");
      }
    }
    return new MlxLocation.Absent(
        "There is no %s in %s."
            .formatted(
                fileName(), places.stream().map(Path::toString).collect(Collectors.joining(", "))));
  }

  /** What the loader would search first, then where packages put it. */
  private ImmutableList<Path> places() {
    ImmutableList.Builder<Path> places = ImmutableList.builder();
    String loader = variables.apply(isMac() ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH");
    for (String entry : Splitter.on(File.pathSeparatorChar).omitEmptyStrings().split(loader)) {
      Path path = path(entry);
      if (path != null) {
        places.add(path);
      }
    }
    (isMac() ? MAC_PLACES : LINUX_PLACES).forEach(place -> places.add(Path.of(place)));
    return places.build();
  }
}
