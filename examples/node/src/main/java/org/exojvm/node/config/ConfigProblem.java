package org.exojvm.node.config;

import org.exojvm.node.terminal.Text;

/**
 * What is wrong with a configuration.
 *
 * @param source where
 * @param text name, value, what is allowed, and a hint
 */
public record ConfigProblem(ConfigSource source, String text) {

  /** Returns all of it in one line, without what a terminal would obey. */
  public String message() {
    return Text.printable(source.text() + ": " + text);
  }

  static ConfigProblem unknown(ConfigSource source, String name) {
    return new ConfigProblem(
        source, "There is no setting '%s'. %s".formatted(name, NearestName.hint(name)));
  }
}
