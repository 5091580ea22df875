package org.exojvm.node.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.ListMultimap;
import java.util.List;

/**
 * What one source gives.
 *
 * @param values by the name of the setting, in order; every name is known
 * @param problems what cannot be read, and names that are not known
 */
record Layer(
    ImmutableListMultimap<String, GivenValue> values, ImmutableList<ConfigProblem> problems) {

  static final Layer EMPTY = new Layer(ImmutableListMultimap.of(), ImmutableList.of());

  /** Lays layers over each other: a name has the values of the last layer that gives it. */
  static Layer merged(List<Layer> layers) {
    ListMultimap<String, GivenValue> values = LinkedListMultimap.create();
    ImmutableList.Builder<ConfigProblem> problems = ImmutableList.builder();
    for (Layer layer : layers) {
      layer.values.asMap().forEach(values::replaceValues);
      problems.addAll(layer.problems);
    }
    return new Layer(ImmutableListMultimap.copyOf(values), problems.build());
  }

  static Builder builder() {
    return new Builder();
  }

  /** Collects what a source gives. */
  static final class Builder {

    private final ListMultimap<String, GivenValue> values = LinkedListMultimap.create();
    private final ImmutableList.Builder<ConfigProblem> problems = ImmutableList.builder();

    /** Takes a value; refuses an unknown name, and a second value where there may be one. */
    Builder give(String name, String text, ConfigSource source) {
      boolean isMany =
          Setting.find(name).map(known -> known.kind() == Setting.Kind.MANY).orElse(false);
      if (!isKnown(name)) {
        problems.add(ConfigProblem.unknown(source, name));
      } else if (values.containsKey(name) && !isMany) {
        problem(
            source,
            "%s is given already, as '%s' (%s). Allowed is one value."
                .formatted(
                    name,
                    Setting.shown(name, values.get(name).getFirst().text()),
                    values.get(name).getFirst().source().text()));
      } else {
        values.put(name, new GivenValue(text, source));
      }
      return this;
    }

    Builder problem(ConfigSource source, String text) {
      problems.add(new ConfigProblem(source, text));
      return this;
    }

    Layer build() {
      return new Layer(ImmutableListMultimap.copyOf(values), problems.build());
    }

    private static boolean isKnown(String name) {
      return Setting.find(name).isPresent() || Setting.isOfPart(name);
    }
  }
}
