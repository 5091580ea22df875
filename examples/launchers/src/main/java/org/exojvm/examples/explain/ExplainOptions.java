package org.exojvm.examples.explain;

import java.util.List;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.examples.cluster.ClusterDescriptions;
import org.exojvm.node.terminal.SplitOptions;
import org.exojvm.node.terminal.WireNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is asked. Nodes may be called by id or by friendly name. */
final class ExplainOptions {

  @Option(
      names = "--cluster",
      paramLabel = "NAME|FILE",
      defaultValue = ClusterDescriptions.MAC_STUDIO_4,
      description = {
        "mac-studio-4, mixed-lab, local (this machine divided by three),",
        "or a JSON file, such as the State of a cluster (default: ${DEFAULT-VALUE})."
      })
  String cluster = ClusterDescriptions.MAC_STUDIO_4;

  @Option(
      names = "--model",
      paramLabel = "ID",
      required = true,
      description = "Model of the bundled catalogue.")
  String model = "";

  @Mixin SplitOptions split = new SplitOptions();

  @Option(names = "--min-nodes", paramLabel = "N", description = "Least number of nodes.")
  int minNodes = 1;

  @Option(names = "--max-nodes", paramLabel = "N", description = "Largest number of nodes.")
  @Nullable Integer maxNodes;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = "Placement strategy (default: largest-cycle).")
  @Nullable String strategy;

  @Option(
      names = "--preference",
      paramLabel = "P",
      converter = WireNames.PreferenceConverter.class,
      description = "interactivity, throughput, spread or pack (default: the strategy's order).")
  @Nullable PlacementPreference preference;

  @Option(
      names = "--context",
      paramLabel = "TOKENS",
      description = "Tokens of context to keep memory for, per request (default: 8192).")
  @Nullable Integer context;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Requests at a time to keep memory for (default: 1).")
  @Nullable Integer concurrency;

  @Option(names = "--require", paramLabel = "NODE", description = "This node must take part.")
  List<String> require = List.of();

  @Option(names = "--forbid", paramLabel = "NODE", description = "This node must not take part.")
  List<String> forbid = List.of();

  @Option(
      names = "--gone",
      paramLabel = "NODE",
      description = "Suppose that this node has left, and is remembered.")
  List<String> gone = List.of();

  @Option(
      names = "--previews",
      description = "List every sharding, back end and number of nodes instead.")
  boolean previews;

  @Option(names = "--json", description = "Print JSON instead of text.")
  boolean json;
}
