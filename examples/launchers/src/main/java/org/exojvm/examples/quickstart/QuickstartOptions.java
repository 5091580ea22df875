package org.exojvm.examples.quickstart;

import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.examples.cluster.ClusterDescriptions;
import org.exojvm.node.terminal.WireNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What one can change about the story. What is not set is chosen to suit the cluster. */
final class QuickstartOptions {

  @Option(
      names = "--cluster",
      paramLabel = "NAME|FILE",
      defaultValue = ClusterDescriptions.MAC_STUDIO_4,
      description = {
        "mac-studio-4, mixed-lab, local (this machine divided by three),",
        "or a JSON file (default: ${DEFAULT-VALUE})."
      })
  String cluster = ClusterDescriptions.MAC_STUDIO_4;

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "Model of the bundled catalogue (default: one that needs several nodes).")
  @Nullable String model;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = "Placement strategy (default: largest-cycle).")
  @Nullable String strategy;

  @Option(
      names = "--sharding",
      paramLabel = "S",
      defaultValue = "Pipeline",
      converter = WireNames.ShardingConverter.class,
      description = "Pipeline or Tensor (default: ${DEFAULT-VALUE}).")
  Sharding sharding = Sharding.PIPELINE;

  @Option(
      names = "--instance-meta",
      paramLabel = "META",
      converter = WireNames.InstanceMetaConverter.class,
      description = "MlxRing or MlxJaccl (default: MlxJaccl where all nodes have RDMA).")
  @Nullable InstanceMeta instanceMeta;

  @Option(
      names = "--min-nodes",
      paramLabel = "N",
      description = "Least number of nodes (default: 1; 2 where every model fits on one of many).")
  @Nullable Integer minNodes;

  @Option(
      names = "--no-real-nodes",
      description = "Leave out the last chapter, which takes some seconds of real time.")
  boolean noRealNodes;

  @Option(
      names = "--processes",
      description = {
        "Play it with four node processes over libp2p that are killed, in real time;",
        "takes --model, --min-nodes and --strategy and no other option."
      })
  boolean processes;

  @Option(names = "--json", description = "Print the events as JSON lines and nothing else.")
  boolean json;

  @Option(
      names = "--pace",
      paramLabel = "FACTOR",
      description =
          "Length of the pauses: 1 for people, 0 for none (default: 1 at a terminal, else 0.25).")
  @Nullable Double pace;
}
