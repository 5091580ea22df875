package org.exojvm.core.codec;

import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.TraceSpan;
import org.exojvm.api.generation.AdvancedImageParams;
import org.exojvm.api.generation.CompletionTokensDetails;
import org.exojvm.api.generation.FinishReason;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.generation.GenerationStats;
import org.exojvm.api.generation.ImageEditsTaskParams;
import org.exojvm.api.generation.ImageGenerationStats;
import org.exojvm.api.generation.ImageGenerationTaskParams;
import org.exojvm.api.generation.InputImageChunk;
import org.exojvm.api.generation.InputMessage;
import org.exojvm.api.generation.PromptTokensDetails;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.generation.ToolCallItem;
import org.exojvm.api.generation.TopLogprobItem;
import org.exojvm.api.generation.Usage;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.instance.Host;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.ComponentInfo;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.model.ModelTask;
import org.exojvm.api.node.DiskUsage;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.api.node.NodeNetworkInfo;
import org.exojvm.api.node.NodeRdmaCtlStatus;
import org.exojvm.api.node.NodeThunderboltInfo;
import org.exojvm.api.node.SystemPerformanceProfile;
import org.exojvm.api.node.ThunderboltBridgeStatus;
import org.exojvm.api.node.ThunderboltConnection;
import org.exojvm.api.node.ThunderboltIdentifier;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.codec.internal.ChunkTables;
import org.exojvm.core.codec.internal.CommandTables;
import org.exojvm.core.codec.internal.DownloadTables;
import org.exojvm.core.codec.internal.EventTables;
import org.exojvm.core.codec.internal.InfoTables;
import org.exojvm.core.codec.internal.InstanceTables;
import org.exojvm.core.codec.internal.MetaInstanceTable;
import org.exojvm.core.codec.internal.ModelTables;
import org.exojvm.core.codec.internal.NodeTables;
import org.exojvm.core.codec.internal.RequestTables;
import org.exojvm.core.codec.internal.RunnerTables;
import org.exojvm.core.codec.internal.SessionTables;
import org.exojvm.core.codec.internal.StateTable;
import org.exojvm.core.codec.internal.StatsTables;
import org.exojvm.core.codec.internal.TaskTables;
import org.exojvm.core.codec.internal.TopologyTables;
import org.exojvm.core.codec.internal.UnionCodec;
import org.exojvm.core.codec.internal.ValueCodec;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgressData;
import org.exojvm.core.election.ElectionMessage;
import org.exojvm.core.election.ElectionResult;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;

/**
 * Every type that travels as JSON. Constants are the types on their own; {@link #byName} also knows
 * the tagged variants, such as {@code TaskCreated}, and reads and writes them with their tag.
 */
public final class WireTypes {

  private static final Map<String, WireType<?>> BY_NAME = new LinkedHashMap<>();

  /** {@code Memory}, see {@link Memory}. */
  public static final WireType<Memory> MEMORY = type("Memory", NodeTables.MEMORY);

  /** {@code MemoryUsage}, see {@link MemoryUsage}. */
  public static final WireType<MemoryUsage> MEMORY_USAGE =
      type("MemoryUsage", NodeTables.MEMORY_USAGE);

  /** {@code DiskUsage}, see {@link DiskUsage}. */
  public static final WireType<DiskUsage> DISK_USAGE = type("DiskUsage", NodeTables.DISK_USAGE);

  /** {@code SystemPerformanceProfile}, see {@link SystemPerformanceProfile}. */
  public static final WireType<SystemPerformanceProfile> SYSTEM_PERFORMANCE_PROFILE =
      type("SystemPerformanceProfile", NodeTables.SYSTEM_PERFORMANCE_PROFILE);

  /** {@code InterfaceType}, see {@link InterfaceType}. */
  public static final WireType<InterfaceType> INTERFACE_TYPE =
      type("InterfaceType", NodeTables.INTERFACE_TYPE);

  /** {@code NetworkInterfaceInfo}, see {@link NetworkInterfaceInfo}. */
  public static final WireType<NetworkInterfaceInfo> NETWORK_INTERFACE_INFO =
      type("NetworkInterfaceInfo", NodeTables.NETWORK_INTERFACE_INFO);

  /** {@code NodeIdentity}, see {@link NodeIdentity}. */
  public static final WireType<NodeIdentity> NODE_IDENTITY =
      type("NodeIdentity", NodeTables.NODE_IDENTITY);

  /** {@code NodeNetworkInfo}, see {@link NodeNetworkInfo}. */
  public static final WireType<NodeNetworkInfo> NODE_NETWORK_INFO =
      type("NodeNetworkInfo", NodeTables.NODE_NETWORK_INFO);

  /** {@code ThunderboltIdentifier}, see {@link ThunderboltIdentifier}. */
  public static final WireType<ThunderboltIdentifier> THUNDERBOLT_IDENTIFIER =
      type("ThunderboltIdentifier", NodeTables.THUNDERBOLT_IDENTIFIER);

  /** {@code NodeThunderboltInfo}, see {@link NodeThunderboltInfo}. */
  public static final WireType<NodeThunderboltInfo> NODE_THUNDERBOLT_INFO =
      type("NodeThunderboltInfo", NodeTables.NODE_THUNDERBOLT_INFO);

  /** {@code NodeRdmaCtlStatus}, see {@link NodeRdmaCtlStatus}. */
  public static final WireType<NodeRdmaCtlStatus> NODE_RDMA_CTL_STATUS =
      type("NodeRdmaCtlStatus", NodeTables.NODE_RDMA_CTL_STATUS);

  /** {@code ThunderboltBridgeStatus}, see {@link ThunderboltBridgeStatus}. */
  public static final WireType<ThunderboltBridgeStatus> THUNDERBOLT_BRIDGE_STATUS =
      type("ThunderboltBridgeStatus", NodeTables.THUNDERBOLT_BRIDGE_STATUS);

  /** {@code ThunderboltConnection}, see {@link ThunderboltConnection}. */
  public static final WireType<ThunderboltConnection> THUNDERBOLT_CONNECTION =
      type("ThunderboltConnection", NodeTables.THUNDERBOLT_CONNECTION);

  /** {@code Multiaddr}, see {@link Multiaddr}. */
  public static final WireType<Multiaddr> MULTIADDR = type("Multiaddr", TopologyTables.MULTIADDR);

  /** {@code SocketConnection}, see {@link SocketConnection}. */
  public static final WireType<SocketConnection> SOCKET_CONNECTION =
      type("SocketConnection", TopologyTables.SOCKET_CONNECTION);

  /** {@code RDMAConnection}, see {@link RdmaConnection}. */
  public static final WireType<RdmaConnection> RDMA_CONNECTION =
      type("RDMAConnection", TopologyTables.RDMA_CONNECTION);

  /** {@code Link}, see {@link Link}. */
  public static final WireType<Link> LINK = type("Link", TopologyTables.LINK);

  /** {@code Connection}, see {@link Connection}. */
  public static final WireType<Connection> CONNECTION =
      type("Connection", TopologyTables.CONNECTION);

  /** {@code ModelTask}, see {@link ModelTask}. */
  public static final WireType<ModelTask> MODEL_TASK = type("ModelTask", ModelTables.MODEL_TASK);

  /** {@code Sharding}, see {@link Sharding}. */
  public static final WireType<Sharding> SHARDING = type("Sharding", ModelTables.SHARDING);

  /** {@code InstanceMeta}, see {@link InstanceMeta}. */
  public static final WireType<InstanceMeta> INSTANCE_META =
      type("InstanceMeta", ModelTables.INSTANCE_META);

  /** {@code ComponentInfo}, see {@link ComponentInfo}. */
  public static final WireType<ComponentInfo> COMPONENT_INFO =
      type("ComponentInfo", ModelTables.COMPONENT_INFO);

  /** {@code ModelCard}, see {@link ModelCard}. */
  public static final WireType<ModelCard> MODEL_CARD = type("ModelCard", ModelTables.MODEL_CARD);

  /** {@code ShardMetadata}, see {@link ShardMetadata}. */
  public static final WireType<ShardMetadata> SHARD_METADATA =
      type("ShardMetadata", ModelTables.SHARD_METADATA);

  /** {@code Host}, see {@link Host}. */
  public static final WireType<Host> HOST = type("Host", InstanceTables.HOST);

  /** {@code ShardAssignments}, see {@link ShardAssignments}. */
  public static final WireType<ShardAssignments> SHARD_ASSIGNMENTS =
      type("ShardAssignments", InstanceTables.SHARD_ASSIGNMENTS);

  /** {@code Instance}, see {@link Instance}. */
  public static final WireType<Instance> INSTANCE = type("Instance", InstanceTables.INSTANCE);

  /** {@code BoundInstance}, see {@link BoundInstance}. */
  public static final WireType<BoundInstance> BOUND_INSTANCE =
      type("BoundInstance", InstanceTables.BOUND_INSTANCE);

  /** {@code MetaInstance}, see {@link MetaInstance}. */
  public static final WireType<MetaInstance> META_INSTANCE =
      type("MetaInstance", MetaInstanceTable.META_INSTANCE);

  /** {@code RunnerStatus}, see {@link RunnerStatus}. */
  public static final WireType<RunnerStatus> RUNNER_STATUS =
      type("RunnerStatus", RunnerTables.RUNNER_STATUS);

  /** {@code DownloadProgressData}, see {@link DownloadProgressData}. */
  public static final WireType<DownloadProgressData> DOWNLOAD_PROGRESS_DATA =
      type("DownloadProgressData", DownloadTables.DOWNLOAD_PROGRESS_DATA);

  /** {@code DownloadProgress}, see {@link DownloadProgress}. */
  public static final WireType<DownloadProgress> DOWNLOAD_PROGRESS =
      type("DownloadProgress", DownloadTables.DOWNLOAD_PROGRESS);

  /** {@code GatheredInfo}, see {@link GatheredInfo}. */
  public static final WireType<GatheredInfo> GATHERED_INFO =
      type("GatheredInfo", InfoTables.GATHERED_INFO);

  /** {@code InputMessage}, see {@link InputMessage}. */
  public static final WireType<InputMessage> INPUT_MESSAGE =
      type("InputMessage", RequestTables.INPUT_MESSAGE);

  /** {@code TextGenerationTaskParams}, see {@link TextGenerationTaskParams}. */
  public static final WireType<TextGenerationTaskParams> TEXT_GENERATION_TASK_PARAMS =
      type("TextGenerationTaskParams", RequestTables.TEXT_GENERATION_TASK_PARAMS);

  /** {@code AdvancedImageParams}, see {@link AdvancedImageParams}. */
  public static final WireType<AdvancedImageParams> ADVANCED_IMAGE_PARAMS =
      type("AdvancedImageParams", RequestTables.ADVANCED_IMAGE_PARAMS);

  /** {@code ImageGenerationTaskParams}, see {@link ImageGenerationTaskParams}. */
  public static final WireType<ImageGenerationTaskParams> IMAGE_GENERATION_TASK_PARAMS =
      type("ImageGenerationTaskParams", RequestTables.IMAGE_GENERATION_TASK_PARAMS);

  /** {@code ImageEditsTaskParams}, see {@link ImageEditsTaskParams}. */
  public static final WireType<ImageEditsTaskParams> IMAGE_EDITS_TASK_PARAMS =
      type("ImageEditsTaskParams", RequestTables.IMAGE_EDITS_TASK_PARAMS);

  /** {@code PromptTokensDetails}, see {@link PromptTokensDetails}. */
  public static final WireType<PromptTokensDetails> PROMPT_TOKENS_DETAILS =
      type("PromptTokensDetails", StatsTables.PROMPT_TOKENS_DETAILS);

  /** {@code CompletionTokensDetails}, see {@link CompletionTokensDetails}. */
  public static final WireType<CompletionTokensDetails> COMPLETION_TOKENS_DETAILS =
      type("CompletionTokensDetails", StatsTables.COMPLETION_TOKENS_DETAILS);

  /** {@code Usage}, see {@link Usage}. */
  public static final WireType<Usage> USAGE = type("Usage", StatsTables.USAGE);

  /** {@code GenerationStats}, see {@link GenerationStats}. */
  public static final WireType<GenerationStats> GENERATION_STATS =
      type("GenerationStats", StatsTables.GENERATION_STATS);

  /** {@code ImageGenerationStats}, see {@link ImageGenerationStats}. */
  public static final WireType<ImageGenerationStats> IMAGE_GENERATION_STATS =
      type("ImageGenerationStats", StatsTables.IMAGE_GENERATION_STATS);

  /** {@code FinishReason}, see {@link FinishReason}. */
  public static final WireType<FinishReason> FINISH_REASON =
      type("FinishReason", ChunkTables.FINISH_REASON);

  /** {@code TopLogprobItem}, see {@link TopLogprobItem}. */
  public static final WireType<TopLogprobItem> TOP_LOGPROB_ITEM =
      type("TopLogprobItem", ChunkTables.TOP_LOGPROB_ITEM);

  /** {@code ToolCallItem}, see {@link ToolCallItem}. */
  public static final WireType<ToolCallItem> TOOL_CALL_ITEM =
      type("ToolCallItem", ChunkTables.TOOL_CALL_ITEM);

  /** {@code GenerationChunk}, see {@link GenerationChunk}. */
  public static final WireType<GenerationChunk> GENERATION_CHUNK =
      type("GenerationChunk", ChunkTables.GENERATION_CHUNK);

  /** {@code InputImageChunk}, see {@link InputImageChunk}. */
  public static final WireType<InputImageChunk> INPUT_IMAGE_CHUNK =
      type("InputImageChunk", ChunkTables.INPUT_IMAGE_CHUNK);

  /** {@code TaskStatus}, see {@link TaskStatus}. */
  public static final WireType<TaskStatus> TASK_STATUS = type("TaskStatus", TaskTables.TASK_STATUS);

  /** {@code Task}, see {@link Task}. */
  public static final WireType<Task> TASK = type("Task", TaskTables.TASK);

  /** {@code Command}, see {@link Command}. */
  public static final WireType<Command> COMMAND = type("Command", CommandTables.COMMAND);

  /** {@code DownloadCommand}, see {@link DownloadCommand}. */
  public static final WireType<DownloadCommand> DOWNLOAD_COMMAND =
      type("DownloadCommand", CommandTables.DOWNLOAD_COMMAND);

  /** {@code ForwarderCommand}, see {@link ForwarderCommand}. */
  public static final WireType<ForwarderCommand> FORWARDER_COMMAND =
      type("ForwarderCommand", CommandTables.FORWARDER_COMMAND);

  /** {@code ForwarderDownloadCommand}, see {@link ForwarderDownloadCommand}. */
  public static final WireType<ForwarderDownloadCommand> FORWARDER_DOWNLOAD_COMMAND =
      type("ForwarderDownloadCommand", CommandTables.FORWARDER_DOWNLOAD_COMMAND);

  /** {@code SessionId}, see {@link SessionId}. */
  public static final WireType<SessionId> SESSION_ID = type("SessionId", SessionTables.SESSION_ID);

  /** {@code SessionAnnouncement}, see {@link SessionAnnouncement}. */
  public static final WireType<SessionAnnouncement> SESSION_ANNOUNCEMENT =
      type("SessionAnnouncement", SessionTables.SESSION_ANNOUNCEMENT);

  /** {@code ElectionMessage}, see {@link ElectionMessage}. */
  public static final WireType<ElectionMessage> ELECTION_MESSAGE =
      type("ElectionMessage", SessionTables.ELECTION_MESSAGE);

  /** {@code ElectionResult}, see {@link ElectionResult}. */
  public static final WireType<ElectionResult> ELECTION_RESULT =
      type("ElectionResult", SessionTables.ELECTION_RESULT);

  /** {@code TraceEventData}, see {@link TraceSpan}. */
  public static final WireType<TraceSpan> TRACE_EVENT_DATA =
      type("TraceEventData", EventTables.TRACE_EVENT_DATA);

  /** {@code Event}, see {@link Event}. */
  public static final WireType<Event> EVENT = type("Event", EventTables.EVENT);

  /** {@code IndexedEvent}, see {@link IndexedEvent}. */
  public static final WireType<IndexedEvent> INDEXED_EVENT =
      type("IndexedEvent", EventTables.INDEXED_EVENT);

  /** {@code ForwarderEvent}, see {@link ForwarderEvent}. */
  public static final WireType<ForwarderEvent> FORWARDER_EVENT =
      type("ForwarderEvent", EventTables.FORWARDER_EVENT);

  /** {@code RunnerBinding}, see {@link RunnerBinding}. */
  public static final WireType<RunnerBinding> RUNNER_BINDING =
      type("RunnerBinding", StateTable.RUNNER_BINDING);

  /** {@code TopologySnapshot}, see {@link Topology}. */
  public static final WireType<Topology> TOPOLOGY = type("TopologySnapshot", StateTable.TOPOLOGY);

  /** {@code State}, see {@link State}. */
  public static final WireType<State> STATE = type("State", StateTable.STATE);

  /** {@code StateSnapshot}, see {@link StateSnapshot}. */
  public static final WireType<StateSnapshot> STATE_SNAPSHOT =
      type("StateSnapshot", StateTable.STATE_SNAPSHOT);

  private static final ImmutableMap<String, WireType<?>> ALL = withVariants();

  private WireTypes() {}

  /**
   * Returns the type of a name, or empty when there is none. Variants that two unions share ({@code
   * TextGeneration}, {@code ImageGeneration}, {@code ImageEdits} are tasks and commands) have no
   * type of their own.
   */
  public static Optional<WireType<?>> byName(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** Returns every type by its name. */
  public static ImmutableMap<String, WireType<?>> all() {
    return ALL;
  }

  private static <T> WireType<T> type(String name, ValueCodec<T> codec) {
    WireType<T> type = new WireType<>(name, codec);
    BY_NAME.put(name, type);
    return type;
  }

  private static ImmutableMap<String, WireType<?>> withVariants() {
    Map<String, WireType<?>> variants = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>(BY_NAME.keySet());
    Set<String> shared = new HashSet<>();
    for (WireType<?> type : BY_NAME.values()) {
      if (type.codec() instanceof UnionCodec<?> union) {
        union
            .alone()
            .forEach(
                (name, codec) -> {
                  variants.put(name, new WireType<>(name, codec));
                  if (!taken.add(name)) {
                    shared.add(name);
                  }
                });
      }
    }
    variants.keySet().removeAll(shared);
    return ImmutableMap.<String, WireType<?>>builder()
        .putAll(BY_NAME)
        .putAll(variants)
        .buildOrThrow();
  }
}
