package org.exojvm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.exojvm.api.id.EventId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.TestEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTypesTest {

  /** The names of the reference's types, envelopes and unions. */
  static Stream<String> names() {
    return Stream.of(
            "SessionId Host Memory Multiaddr MemoryUsage DiskUsage SystemPerformanceProfile",
            "NetworkInterfaceInfo NodeIdentity NodeNetworkInfo NodeThunderboltInfo",
            "NodeRdmaCtlStatus ThunderboltBridgeStatus ThunderboltConnection ThunderboltIdentifier",
            "RDMAConnection SocketConnection Connection TopologySnapshot ComponentInfo ModelCard",
            "PipelineShardMetadata CfgShardMetadata TensorShardMetadata ShardMetadata RunnerIdle",
            "RunnerFailed RunnerStatus ShardAssignments MlxRingInstance MlxJacclInstance Instance",
            "BoundInstance MetaInstance DownloadProgressData DownloadPending DownloadCompleted",
            "DownloadFailed DownloadOngoing DownloadProgress MacmonMetrics NodeNetworkInterfaces",
            "MacThunderboltIdentifiers MacThunderboltConnections RdmaCtlStatus GatheredInfo",
            "ThunderboltBridgeInfo NodeConfig MiscData StaticNodeInformation NodeDiskUsage",
            "InputMessage TextGenerationTaskParams AdvancedImageParams ImageGenerationTaskParams",
            "ImageEditsTaskParams CreateRunner DownloadModel ConnectToGroup LoadModel StartWarmup",
            "CancelTask Shutdown Task TokenChunk ErrorChunk ToolCallChunk ImageChunk",
            "InputImageChunk ToolCallItem TopLogprobItem Usage PromptTokensDetails",
            "CompletionTokensDetails GenerationStats ImageGenerationStats GenerationChunk",
            "TestEvent TaskCreated TaskStatusUpdated TaskFailed TaskDeleted TaskAcknowledged",
            "InstanceCreated InstanceDeleted InstanceRetrying MetaInstanceCreated",
            "MetaInstanceDeleted MetaInstancePlacementFailed RunnerStatusUpdated RunnerDeleted",
            "NodeDisconnected NodeGatheredInfo NodeDownloadProgress ChunkGenerated",
            "InputChunkReceived TopologyEdgeCreated TopologyEdgeDeleted TracesCollected",
            "TracesMerged JacclSideChannelData JacclSideChannelGathered TraceEventData Event",
            "IndexedEvent ForwarderEvent TestCommand RequestEventLog PlaceInstance CreateInstance",
            "DeleteInstance TaskCancelled CreateMetaInstance DeleteMetaInstance TaskFinished",
            "SendInputChunk Command StartDownload DeleteDownload CancelDownload DownloadCommand",
            "ForwarderCommand ForwarderDownloadCommand ElectionMessage ElectionResult State",
            "TaskStatus Sharding InstanceMeta ModelTask InterfaceType FinishReason")
        .flatMap(line -> Stream.of(line.split(" ")));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyTypeOfTheReferenceIsKnownByName(String name) {
    assertThat(WireTypes.byName(name)).hasValueSatisfying(t -> assertThat(t).hasToString(name));
  }

  @Test
  void unknownAndAmbiguousNamesAreUnknown() {
    assertThat(WireTypes.byName("Bogus")).isEmpty();
    assertThat(WireTypes.byName("TextGeneration")).isEmpty();
  }

  @Test
  @SuppressWarnings("unchecked") // the name says so
  void aVariantAloneKeepsItsTag() throws MalformedMessageException {
    WireType<Event> type = (WireType<Event>) WireTypes.byName("TestEvent").orElseThrow();
    String text = "{\"TestEvent\":{\"event_id\":\"e\"}}";
    assertThat(ExoJson.wire().decode(type, text)).isEqualTo(new TestEvent(EventId.of("e")));
    assertThat(ExoJson.wire().encode(type, new TestEvent(EventId.of("e")))).isEqualTo(text);
  }
}
