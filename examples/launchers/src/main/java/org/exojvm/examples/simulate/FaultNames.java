package org.exojvm.examples.simulate;

import com.google.common.collect.ImmutableSet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.exojvm.core.simulation.FaultKind;
import org.exojvm.examples.terminal.MisuseException;

/** The faults of {@code --faults}. */
final class FaultNames {

  private FaultNames() {}

  /** Reads {@code all}, {@code none}, or names with commas between them. */
  static ImmutableSet<FaultKind> parse(String text) throws MisuseException {
    Set<FaultKind> asked = EnumSet.noneOf(FaultKind.class);
    switch (text.trim()) {
      case "all" -> asked = EnumSet.allOf(FaultKind.class);
      case "none" -> asked.clear();
      default -> {
        for (String name : text.split(",", -1)) {
          asked.add(named(name.trim()));
        }
      }
    }
    return ImmutableSet.copyOf(asked);
  }

  private static FaultKind named(String name) throws MisuseException {
    Optional<FaultKind> kind = FaultKind.labelled(name);
    if (kind.isEmpty()) {
      throw new MisuseException(
          "There is no fault \"%s\". Maybe use all, none, or some of: %s.".formatted(name, list()));
    }
    return kind.get();
  }

  private static String list() {
    return FaultKind.all().stream().map(FaultKind::label).collect(Collectors.joining(","));
  }
}
