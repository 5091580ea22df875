package org.exojvm.node.http;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which handler answers which path. A pattern is a path whose segments are words, or variables such
 * as {@code {id}}; a last one {@code {rest*}} takes all that is left. Words win over variables.
 *
 * <p>Threading: immutable.
 */
public final class Routes {

  /** Longest path in segments; longer ones are not found. */
  static final int MAX_SEGMENTS = 16;

  private static final Splitter SLASHES = Splitter.on('/');

  /**
   * A route.
   *
   * @param method its method
   * @param pattern its pattern, as registered
   * @param access who may call it
   * @param handler what answers
   */
  public record Route(String method, String pattern, Access access, RouteHandler handler) {}

  /** What a path leads to. */
  sealed interface Match {

    /** A route and the values of its variables. */
    record Found(Route route, ImmutableMap<String, String> variables) implements Match {}

    /** There are only routes with other methods. */
    record OtherMethod(ImmutableList<String> allowed) implements Match {}

    /** Nothing is there. */
    record Nothing() implements Match {}
  }

  private record Compiled(Route route, ImmutableList<String> segments) {}

  private final ImmutableList<Compiled> routes;

  private Routes(ImmutableList<Compiled> routes) {
    this.routes = routes;
  }

  /** Begins a table of routes. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns all routes in the order in which they were registered. */
  public ImmutableList<Route> all() {
    return routes.stream().map(Compiled::route).collect(ImmutableList.toImmutableList());
  }

  /** Finds the route of a request. HEAD is answered where GET is. */
  Match match(String method, String rawPath) {
    String wanted = method.equals("HEAD") ? "GET" : method;
    Optional<ImmutableList<String>> segments = PathSegments.decode(rawPath, MAX_SEGMENTS);
    if (segments.isEmpty()) {
      return new Match.Nothing();
    }
    TreeSet<String> others = new TreeSet<>();
    Match.Found best = null;
    for (Compiled candidate : routes) {
      Optional<ImmutableMap<String, String>> variables =
          bind(candidate.segments(), segments.orElseThrow());
      if (variables.isEmpty()) {
        continue;
      }
      if (!candidate.route().method().equals(wanted)) {
        others.add(candidate.route().method());
        if (candidate.route().method().equals("GET")) {
          others.add("HEAD");
        }
      } else if (best == null || variables.orElseThrow().size() < best.variables().size()) {
        best = new Match.Found(candidate.route(), variables.orElseThrow());
      }
    }
    if (best != null) {
      return best;
    }
    return others.isEmpty()
        ? new Match.Nothing()
        : new Match.OtherMethod(ImmutableList.copyOf(others));
  }

  private static Optional<ImmutableMap<String, String>> bind(
      List<String> pattern, List<String> path) {
    ImmutableMap.Builder<String, String> variables = ImmutableMap.builder();
    for (int i = 0; i < pattern.size(); i++) {
      String wanted = pattern.get(i);
      if (wanted.endsWith("*}")) {
        if (path.size() <= i) {
          return Optional.empty();
        }
        variables.put(
            wanted.substring(1, wanted.length() - 2),
            String.join("/", path.subList(i, path.size())));
        return Optional.of(variables.buildOrThrow());
      }
      if (path.size() <= i || !fits(wanted, path.get(i))) {
        return Optional.empty();
      }
      if (isVariable(wanted)) {
        variables.put(wanted.substring(1, wanted.length() - 1), path.get(i));
      }
    }
    return path.size() == pattern.size() ? Optional.of(variables.buildOrThrow()) : Optional.empty();
  }

  private static boolean fits(String wanted, String segment) {
    return isVariable(wanted) ? !segment.isEmpty() : wanted.equals(segment);
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{");
  }

  /** Collects routes. */
  public static final class Builder {

    private final List<Compiled> routes = new ArrayList<>();

    private Builder() {}

    /** Adds a route that only looks. */
    public Builder get(String pattern, RouteHandler handler) {
      return add("GET", pattern, Access.READ, handler);
    }

    /** Adds a route that changes something. */
    public Builder post(String pattern, RouteHandler handler) {
      return add("POST", pattern, Access.CHANGE, handler);
    }

    /** Adds a route that changes something. */
    public Builder patch(String pattern, RouteHandler handler) {
      return add("PATCH", pattern, Access.CHANGE, handler);
    }

    /** Adds a route that changes something. */
    public Builder delete(String pattern, RouteHandler handler) {
      return add("DELETE", pattern, Access.CHANGE, handler);
    }

    /** Adds any route. */
    public Builder add(String method, String pattern, Access access, RouteHandler handler) {
      if (!pattern.startsWith("/")) {
        throw new IllegalArgumentException(
            "Pattern '%s' does not begin with a slash. Maybe add one.".formatted(pattern));
      }
      routes.add(
          new Compiled(
              new Route(method, pattern, access, handler),
              ImmutableList.copyOf(SLASHES.split(pattern.substring(1)))));
      return this;
    }

    /** Returns the table. */
    public Routes build() {
      return new Routes(ImmutableList.copyOf(routes));
    }
  }
}
