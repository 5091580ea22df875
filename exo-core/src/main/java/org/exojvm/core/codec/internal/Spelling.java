package org.exojvm.core.codec.internal;

/** How field names are spelled. A codec knows one spelling; the other's names are unknown to it. */
public enum Spelling {
  /** {@code last_event_applied_idx}, on topics and on disk. */
  SNAKE(0),
  /** {@code lastEventAppliedIdx}, in the HTTP API. */
  CAMEL(1);

  /** How many spellings there are. */
  static final int COUNT = 2;

  private final int column;

  Spelling(int column) {
    this.column = column;
  }

  /** Returns the place of this spelling in a table of names, from 0. */
  int column() {
    return column;
  }

  /** Returns a field name, given in snake case, in this spelling. */
  String of(String snakeName) {
    return this == SNAKE ? snakeName : camel(snakeName);
  }

  private static String camel(String snakeName) {
    StringBuilder camel = new StringBuilder(snakeName.length());
    for (int i = 0; i < snakeName.length(); i++) {
      char c = snakeName.charAt(i);
      if (c == '_') {
        i++;
        camel.append(Character.toUpperCase(snakeName.charAt(i)));
      } else {
        camel.append(c);
      }
    }
    return camel.toString();
  }
}
