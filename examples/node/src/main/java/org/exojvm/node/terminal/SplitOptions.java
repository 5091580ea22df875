package org.exojvm.node.terminal;

import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import picocli.CommandLine.Option;

/**
 * How a model is split over its nodes and what they talk over, for commands that place it: a mixin
 * of picocli's.
 *
 * <p>Threading: confined to the thread that runs the command.
 */
public final class SplitOptions {

  @Option(
      names = "--sharding",
      paramLabel = "S",
      defaultValue = "Pipeline",
      converter = WireNames.ShardingConverter.class,
      completionCandidates = WireNames.ShardingConverter.class,
      description = "Pipeline or Tensor (default: ${DEFAULT-VALUE}).")
  private Sharding sharding = Sharding.PIPELINE;

  @Option(
      names = "--instance-meta",
      paramLabel = "M",
      defaultValue = "MlxRing",
      converter = WireNames.InstanceMetaConverter.class,
      completionCandidates = WireNames.InstanceMetaConverter.class,
      description = "MlxRing or MlxJaccl, which means RDMA (default: ${DEFAULT-VALUE}).")
  private InstanceMeta instanceMeta = InstanceMeta.MLX_RING;

  /** Made by picocli. */
  public SplitOptions() {}

  /** Returns how the model is split. */
  public Sharding sharding() {
    return sharding;
  }

  /** Returns what the nodes talk over. */
  public InstanceMeta instanceMeta() {
    return instanceMeta;
  }
}
