package org.exojvm.node.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.exojvm.node.config.NodeConfig.InForce;

/** Turns texts into values and notes what is wrong. Belongs to one thread. */
final class Reading {

  private final Layer layer;
  private final List<ConfigProblem> problems;

  Reading(Layer layer) {
    this.layer = layer;
    this.problems = new ArrayList<>(layer.problems());
  }

  ImmutableList<ConfigProblem> problems() {
    return ImmutableList.copyOf(problems);
  }

  /** Returns the value of a setting that has a default. */
  <T> T one(Setting setting, Function<String, Optional<T>> parse) {
    return optional(setting, parse).orElseGet(() -> parse.apply(setting.fallback()).orElseThrow());
  }

  /** Returns the value of a setting, if it was given and is allowed. */
  <T> Optional<T> optional(Setting setting, Function<String, Optional<T>> parse) {
    return many(setting, parse).stream().findFirst();
  }

  /** Returns the values that were given and are allowed. */
  <T> ImmutableSet<T> many(Setting setting, Function<String, Optional<T>> parse) {
    return many(setting, parse, value -> Optional.empty());
  }

  /**
   * Returns the values that were given and are allowed.
   *
   * @param problemOf what is wrong with a value that can be read
   */
  <T> ImmutableSet<T> many(
      Setting setting,
      Function<String, Optional<T>> parse,
      Function<T, Optional<String>> problemOf) {
    ImmutableSet.Builder<T> values = ImmutableSet.builder();
    for (GivenValue given : layer.values().get(setting.label())) {
      Optional<T> value = parse.apply(given.text());
      value.ifPresentOrElse(values::add, () -> notAllowed(setting, given));
      value.flatMap(problemOf).ifPresent(why -> problem(setting.label(), given, why));
    }
    return values.build();
  }

  private void notAllowed(Setting setting, GivenValue given) {
    problems.add(
        new ConfigProblem(
            given.source(),
            "%s is '%s'. Allowed is %s."
                .formatted(setting.label(), given.text(), setting.allowed())));
  }

  /** Notes what is wrong with a setting that can be read. */
  void problem(Setting setting, String why) {
    problem(setting.label(), inForce(setting), why);
  }

  private void problem(String name, GivenValue given, String why) {
    problems.add(
        new ConfigProblem(
            given.source(),
            "%s is '%s'. %s".formatted(name, Setting.shown(name, given.text()), why)));
  }

  /**
   * Returns the settings with a prefix, which only a part knows, by their names there.
   *
   * @param problemOf what is wrong with a value, given the name
   */
  ImmutableMap<String, String> under(
      String prefix, BiFunction<String, String, Optional<String>> problemOf) {
    TreeMap<String, String> settings = new TreeMap<>();
    layer
        .values()
        .forEach(
            (name, given) -> {
              if (name.startsWith(prefix)) {
                String known = name.substring(prefix.length());
                settings.put(known, given.text());
                problemOf.apply(known, given.text()).ifPresent(why -> problem(name, given, why));
              }
            });
    return ImmutableMap.copyOf(settings);
  }

  /** Returns every setting with where it comes from. */
  ImmutableList<InForce> inForce() {
    ImmutableList.Builder<InForce> all = ImmutableList.builder();
    for (Setting setting : Setting.values()) {
      ImmutableList<GivenValue> given = layer.values().get(setting.label());
      for (GivenValue value : given.isEmpty() ? ImmutableList.of(inForce(setting)) : given) {
        all.add(new InForce(setting.label(), value.text(), value.source()));
      }
    }
    layer
        .values()
        .forEach(
            (name, value) -> {
              if (Setting.isOfPart(name)) {
                all.add(new InForce(name, Setting.shown(name, value.text()), value.source()));
              }
            });
    return all.build();
  }

  private GivenValue inForce(Setting setting) {
    return layer.values().get(setting.label()).stream()
        .findFirst()
        .orElseGet(() -> new GivenValue(setting.fallback(), new ConfigSource.ByDefault()));
  }
}
