package org.exojvm.core.testing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.exojvm.api.generation.FinishReason;
import org.exojvm.api.generation.StopSequences;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.model.Memory;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.election.SessionStart;

/** Generators of the components whose records are choosy, by record and component. */
final class WireComponents {

  private static final ImmutableMap<String, Arbitrary<?>> CHOOSY =
      ImmutableMap.<String, Arbitrary<?>>builder()
          .put("ModelCard.nLayers", Arbitraries.integers().between(1, 100))
          .put("ModelCard.hiddenSize", Arbitraries.integers().between(1, 8192))
          .put("ComponentInfo.nLayers", Arbitraries.integers().between(1, 100))
          .put("Host.port", Arbitraries.integers().between(0, 65535))
          .put("IndexedEvent.idx", Arbitraries.longs().between(0, 1_000))
          .put("ForwarderEvent.originIdx", Arbitraries.longs().between(0, 1_000))
          .put("ForwarderEvent.originBoot", Arbitraries.longs().between(0, 3))
          .put("ForwarderEvent.originStream", Arbitraries.longs().between(0, 3))
          .put("StateSnapshot.followerStream", Arbitraries.longs().between(0, 3))
          .put("StateSnapshot.followerBoot", Arbitraries.longs().between(0, 3))
          .put("NodeStarted.boot", Arbitraries.longs().between(0, 3))
          .put("SessionAnnouncement.history", histories())
          .put("Tombstones.completeSinceIdx", Arbitraries.longs().between(0, 1_000))
          .put("ElectionMessage.nextIdx", Arbitraries.longs().between(0, 1_000))
          .put("ElectionMessage.members", Arbitraries.longs().between(0, 100))
          .put("SessionStart.firstIdx", Arbitraries.longs().between(0, 1_000))
          .put("StateSnapshot.followerNextIdx", Arbitraries.longs().between(0, 1_000))
          .put("State.lastEventAppliedIdx", Arbitraries.longs().between(-1, 1_000))
          .put("AdvancedImageParams.seed", Arbitraries.longs().between(0, Long.MAX_VALUE))
          .put("AdvancedImageParams.numInferenceSteps", Arbitraries.longs().between(1, 100))
          .put("AdvancedImageParams.guidance", Arbitraries.of(1.0, 3.5, 20.0))
          .put("AdvancedImageParams.numSyncSteps", Arbitraries.integers().between(1, 100))
          .put(
              "TokenChunk.finishReason",
              Arbitraries.of(FinishReason.STOP, FinishReason.LENGTH, FinishReason.CONTENT_FILTER))
          .put("ErrorChunk.finishReason", Arbitraries.just(FinishReason.ERROR))
          .put("ToolCallChunk.finishReason", Arbitraries.just(FinishReason.TOOL_CALLS))
          .put("CacheDemand.contextTokens", Arbitraries.integers().between(0, 1_000_000))
          .put("CacheDemand.concurrency", Arbitraries.integers().between(0, 100))
          .put("CacheDemand.bytesPerToken", Arbitraries.longs().between(0, Long.MAX_VALUE))
          .put(
              "CacheDemand.assumed",
              Arbitraries.longs().between(0, Long.MAX_VALUE).map(Memory::ofBytes))
          .put("CacheDemand.tensorParts", Arbitraries.integers().between(1, 128))
          // One level of files: the type contains itself.
          .put("DownloadProgressData.files", Arbitraries.just(ImmutableMap.of()))
          .buildOrThrow();

  private static final List<String> LAYERS = List.of("startLayer", "endLayer", "nLayers");

  private WireComponents() {}

  static Optional<Arbitrary<Object>> of(RecordComponent component) {
    Class<?> type = component.getDeclaringRecord();
    Arbitrary<?> choosy = CHOOSY.get(type.getSimpleName() + "." + component.getName());
    if (choosy == null
        && ShardMetadata.class.isAssignableFrom(type)
        && LAYERS.contains(component.getName())) {
      choosy = Arbitraries.integers().between(0, 100);
    }
    return Optional.ofNullable(choosy).map(Arbitrary::asGeneric);
  }

  /** Records that check one component against another are made as a whole. */
  static Optional<Arbitrary<Object>> whole(Class<?> type) {
    if (type == StopSequences.class) {
      return Optional.of(stops().asGeneric());
    }
    if (type == ShardAssignments.class) {
      return Optional.of(assignments(0).asGeneric());
    }
    if (type == BoundInstance.class) {
      return Optional.of(boundInstances().asGeneric());
    }
    return Optional.empty();
  }

  private static Arbitrary<StopSequences> stops() {
    Arbitrary<ImmutableList<String>> texts =
        WireArbitraries.of(String.class).list().ofMaxSize(2).map(ImmutableList::copyOf);
    return Combinators.combine(texts, Arbitraries.of(true, false))
        .as((all, bare) -> new StopSequences(all, bare && all.size() == 1));
  }

  /** Sessions in the order of their first events, as a log has them. */
  private static Arbitrary<ImmutableList<SessionStart>> histories() {
    return Combinators.combine(
            WireArbitraries.of(SessionId.class).list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.longs().between(0, 1_000))
        .as(
            (sessions, first) -> {
              ImmutableList.Builder<SessionStart> history = ImmutableList.builder();
              for (int i = 0; i < sessions.size(); i++) {
                history.add(new SessionStart(sessions.get(i), first + i));
              }
              return history.build();
            });
  }

  /** Every node is bound to one of the runners that have a shard. */
  private static Arbitrary<ShardAssignments> assignments(int leastRunners) {
    Arbitrary<List<NodeId>> nodes =
        WireArbitraries.of(NodeId.class).list().uniqueElements().ofMaxSize(3);
    return Combinators.combine(
            WireArbitraries.of(ModelId.class),
            Arbitraries.maps(
                    WireArbitraries.of(RunnerId.class), WireArbitraries.of(ShardMetadata.class))
                .ofMinSize(leastRunners)
                .ofMaxSize(3),
            nodes)
        .as(
            (model, shards, hosts) -> {
              ImmutableMap<RunnerId, ShardMetadata> runners = ImmutableMap.copyOf(shards);
              ImmutableMap.Builder<NodeId, RunnerId> bindings = ImmutableMap.builder();
              for (int i = 0; i < Math.min(hosts.size(), runners.size()); i++) {
                bindings.put(hosts.get(i), runners.keySet().asList().get(i));
              }
              return new ShardAssignments(model, runners, bindings.buildOrThrow());
            });
  }

  private static Arbitrary<BoundInstance> boundInstances() {
    return Combinators.combine(
            WireArbitraries.of(Instance.class), assignments(1), WireArbitraries.of(NodeId.class))
        .as(
            (instance, shards, node) ->
                new BoundInstance(
                    sharded(instance, shards),
                    shards.runnerToShard().keySet().asList().getFirst(),
                    node));
  }

  private static Instance sharded(Instance instance, ShardAssignments shards) {
    return switch (instance) {
      case Instance.MlxRingInstance ring -> ring.withShardAssignments(shards);
      case Instance.MlxJacclInstance jaccl -> jaccl.withShardAssignments(shards);
    };
  }
}
