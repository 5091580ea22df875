package org.exojvm.node.config;

import java.nio.file.Path;

/** Where a value was given, for messages. */
public sealed interface ConfigSource {

  /**
   * A line of the file.
   *
   * @param file the file
   * @param line from 1
   */
  record InFile(Path file, int line) implements ConfigSource {}

  /**
   * A file as a whole.
   *
   * @param file the file
   */
  record TheFile(Path file) implements ConfigSource {}

  /**
   * A variable of the environment.
   *
   * @param variable its name
   */
  record InEnvironment(String variable) implements ConfigSource {}

  /**
   * An option of the command line.
   *
   * @param flag its name
   */
  record OnCommandLine(String flag) implements ConfigSource {}

  /** Nowhere. */
  record ByDefault() implements ConfigSource {}

  /** Returns it as messages begin with it. */
  default String text() {
    return switch (this) {
      case InFile(Path file, int line) -> "%s, line %d".formatted(file, line);
      case TheFile(Path file) -> file.toString();
      case InEnvironment(String variable) -> variable;
      case OnCommandLine(String flag) -> flag;
      case ByDefault _ -> "default";
    };
  }
}
