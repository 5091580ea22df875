package org.exojvm.examples.processes;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.exojvm.node.cli.view.Look;
import org.exojvm.node.terminal.Text;

/** Says what has happened from one view to the next. */
final class Changes {

  private Changes() {}

  /** Returns a sentence for each thing, causes first. */
  static ImmutableList<String> between(View before, View after) {
    ImmutableList.Builder<String> told = ImmutableList.builder();
    Sets.difference(before.nodes().keySet(), after.nodes().keySet())
        .forEach(node -> told.add(before.name(node) + " is out of the cluster"));
    if (!after.master().equals(before.master()) && !after.master().equals(Look.NONE)) {
      told.add(after.name(after.master()) + " is master");
    }
    ImmutableSet<String> joined =
        ImmutableSet.copyOf(
            Maps.difference(before.nodes(), after.nodes()).entriesOnlyOnRight().values());
    if (!joined.isEmpty()) {
      told.add("in the cluster: " + String.join(", ", joined));
    }
    if (before.isDeclared() != after.isDeclared()) {
      told.add(after.isDeclared() ? "the intent is declared" : "THE INTENT IS GONE");
    }
    placements(before, after, told);
    return told.build();
  }

  private static void placements(View before, View after, ImmutableList.Builder<String> told) {
    Optional<String> old = before.placed().map(View.Placed::instance);
    boolean isNew = !after.placed().map(View.Placed::instance).equals(old);
    if (isNew && old.isPresent()) {
      told.add("its instance is taken away");
    }
    if (isNew) {
      after.placed().ifPresent(instance -> told.add("placed on " + where(instance, after)));
    }
    boolean wasServed = !isNew && before.isServed();
    if (after.isServed() && !wasServed) {
      after
          .placed()
          .ifPresent(
              instance ->
                  told.add("Ready on " + Text.count(instance.layersByNode().size(), "node")));
    }
  }

  private static String where(View.Placed instance, View view) {
    return Text.count(instance.layersByNode().size(), "node")
        + ", by layers: "
        + instance.layersByNode().entrySet().stream()
            .map(rank -> view.name(rank.getKey()) + " (" + rank.getValue() + ")")
            .collect(Collectors.joining(", "));
  }
}
