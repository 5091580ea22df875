package org.exojvm.node.terminal;

/**
 * Colours for a terminal, or none.
 *
 * @param coloured whether to write ANSI escape sequences
 */
public record Ink(boolean coloured) {

  private static final String RESET = "\u001b[0m";

  /** Returns colours when the output is a terminal and the user has not asked for none. */
  public static Ink forOutput(boolean terminal, boolean noColor) {
    return new Ink(terminal && !noColor);
  }

  public String heading(String text) {
    return in("\u001b[1m", text);
  }

  public String aside(String text) {
    return in("\u001b[2m", text);
  }

  public String good(String text) {
    return in("\u001b[32m", text);
  }

  public String bad(String text) {
    return in("\u001b[31m", text);
  }

  public String busy(String text) {
    return in("\u001b[33m", text);
  }

  private String in(String code, String text) {
    return coloured && !text.isEmpty() ? code + text + RESET : text;
  }
}
