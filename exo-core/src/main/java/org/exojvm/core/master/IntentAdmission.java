package org.exojvm.core.master;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import java.util.Optional;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.MetaInstanceSpec;

/**
 * Whether an intent makes sense at all. Whether it can be placed now is another question: an intent
 * that cannot be placed yet is accepted and says why it waits.
 */
final class IntentAdmission {

  /**
   * Most characters of an id that a client chooses. Longer ones would make every event that names
   * them longer, and ids derived from them must stay below the bound of the codec.
   */
  static final int MAX_ID_CHARS = 256;

  private IntentAdmission() {}

  /** Returns what is wrong with the intent, with the values and a hint, or nothing. */
  static Optional<String> problemOf(MetaInstanceSpec spec, Set<String> strategies) {
    return idProblem(spec)
        .or(() -> nodeCountProblem(spec))
        .or(() -> nodeListProblem(spec))
        .or(() -> cacheProblem(spec))
        .or(() -> strategyProblem(spec, strategies));
  }

  private static Optional<String> idProblem(MetaInstanceSpec spec) {
    int longest = Math.max(spec.metaInstanceId().value().length(), spec.modelId().value().length());
    return longest <= MAX_ID_CHARS
        ? Optional.empty()
        : Optional.of(
            "MetaInstance (%s...): an id has %d characters, the most is %d. Maybe use a shorter one."
                .formatted(
                    spec.metaInstanceId()
                        .value()
                        .substring(0, Math.min(20, spec.metaInstanceId().value().length())),
                    longest,
                    MAX_ID_CHARS));
  }

  private static Optional<String> nodeCountProblem(MetaInstanceSpec spec) {
    Integer max = spec.maxNodes();
    if (spec.minNodes() < 1) {
      return problem(
          spec,
          "the minNodes (" + spec.minNodes() + ") is below 1. Maybe leave it out: 1 is meant.");
    }
    if (max != null && max < spec.minNodes()) {
      return problem(
          spec,
          "the minNodes (%d) is greater than the maxNodes (%d). Maybe lower minNodes or raise maxNodes."
              .formatted(spec.minNodes(), max));
    }
    int required = Set.copyOf(spec.requiredNodes()).size();
    if (max != null && required > max) {
      return problem(
          spec,
          "it requires %d nodes (%s) but its maxNodes is %d. Maybe raise maxNodes or require fewer."
              .formatted(required, spec.requiredNodes(), max));
    }
    return Optional.empty();
  }

  private static Optional<String> nodeListProblem(MetaInstanceSpec spec) {
    Set<NodeId> required = Set.copyOf(spec.requiredNodes());
    Set<NodeId> forbidden = Set.copyOf(spec.forbiddenNodes());
    Set<NodeId> both = ImmutableSortedSet.copyOf(Sets.intersection(required, forbidden));
    if (!both.isEmpty()) {
      return problem(
          spec,
          "the nodes %s are both required and forbidden. Maybe take them off one of the lists."
              .formatted(both));
    }
    return Optional.empty();
  }

  private static Optional<String> cacheProblem(MetaInstanceSpec spec) {
    Integer tokens = spec.contextTokens();
    Integer concurrency = spec.concurrency();
    if (tokens != null && tokens < 1) {
      return problem(
          spec, "the contextTokens (%d) is below 1. Maybe leave it out.".formatted(tokens));
    }
    if (concurrency != null && concurrency < 1) {
      return problem(
          spec, "the concurrency (%d) is below 1. Maybe leave it out.".formatted(concurrency));
    }
    return Optional.empty();
  }

  private static Optional<String> strategyProblem(MetaInstanceSpec spec, Set<String> strategies) {
    String strategy = spec.strategy();
    if (strategy != null && !strategies.contains(strategy)) {
      return problem(
          spec,
          "the strategy \"%s\" is not known. Maybe use one of %s, or put its jar on the path."
              .formatted(strategy, ImmutableSortedSet.copyOf(strategies)));
    }
    return Optional.empty();
  }

  private static Optional<String> problem(MetaInstanceSpec spec, String text) {
    return Optional.of("MetaInstance (" + spec.metaInstanceId() + "): " + text);
  }
}
