package org.exojvm.examples.quickstart;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.examples.cluster.ClusterDescription;
import org.exojvm.examples.explain.WhyThisOne;
import org.exojvm.node.terminal.Table;
import org.exojvm.node.terminal.Text;

/** Placements and refusals in words and numbers. */
final class PlacementText {

  /** Lines per placement; the story goes on. */
  private static final int MAX_REASONS = 2;

  private PlacementText() {}

  /** Returns why it was placed so: by which criterion, with its numbers, and what came close. */
  static List<String> why(RecordingStrategy strategy, ClusterDescription cluster) {
    return strategy
        .explanation()
        .map(
            explanation ->
                new WhyThisOne(
                        strategy.lastRequest(),
                        explanation,
                        node -> cluster.identity(node).friendlyName())
                    .lines().stream().limit(MAX_REASONS).toList())
        .orElse(List.of());
  }

  /** Returns what would have made the last request fit, cheapest first. */
  static ImmutableList<String> help(RecordingStrategy strategy) {
    return strategy
        .explanation()
        .map(
            explanation ->
                explanation.relaxations().stream()
                    .map(relaxation -> "maybe: it " + relaxation.sentence())
                    .collect(ImmutableList.toImmutableList()))
        .orElse(ImmutableList.of());
  }

  /** Returns node, rank, layers and memory. */
  static Table table(Instance instance, ClusterDescription cluster, RecordingStrategy strategy) {
    Table table = new Table("node", "chip", ">rank", "layers", ">", ">weights", ">of free");
    for (Rank rank : Rank.of(instance)) {
      ShardMetadata shard = rank.shard();
      table.row(
          cluster.identity(rank.node()).friendlyName(),
          cluster.identity(rank.node()).chipId(),
          Integer.toString(shard.deviceRank()),
          shard.startLayer() + ".." + (shard.endLayer() - 1),
          "(" + rank.layers() + ")",
          Text.gib(rank.weights()),
          Text.gib(strategy.freeMemory(rank.node())));
    }
    return table;
  }

  /** Returns the reason of the last refusal, if the last answer was one. */
  static Optional<PlacementRefusal> refusal(RecordingStrategy strategy) {
    return strategy
        .last()
        .map(result -> result instanceof Unplaceable unplaceable ? unplaceable.refusal() : null);
  }

  /** Returns a refusal in lines: what was found, its numbers, and what would help. */
  static ImmutableList<String> lines(PlacementRefusal refusal) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add("why: " + refusal.detail());
    refusal.numbers().forEach((name, value) -> lines.add("     " + number(name, value)));
    lines.add("hint: " + refusal.hint());
    return lines.build();
  }

  private static String number(String name, long value) {
    String readable = name.endsWith("Bytes") ? " (" + Text.gib(Memory.ofBytes(value)) + ")" : "";
    return name + " = " + value + readable;
  }
}
