package org.exojvm.api.id;

import org.exojvm.api.check.Checks;

/**
 * Identifies a command. Ids compare as text.
 *
 * @param value the id, never empty
 */
public record CommandId(String value) implements Id, Comparable<CommandId> {

  /** Checks that the id is not empty. */
  public CommandId {
    Checks.notEmpty("CommandId", value);
  }

  /** Returns the id with this text. */
  public static CommandId of(String value) {
    return new CommandId(value);
  }

  @Override
  public int compareTo(CommandId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
