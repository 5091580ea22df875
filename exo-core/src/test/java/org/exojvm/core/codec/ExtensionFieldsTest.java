package org.exojvm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.instance.PlacementDeferral;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.api.instance.RequiredNodePolicy;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelData;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelGathered;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.state.NodeDrain;
import org.exojvm.core.state.OpenBreaker;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;

/** Goal: peers of the reference read what we write, as long as our own fields are not used. */
class ExtensionFieldsTest {

  private static final ModelCard CARD =
      new ModelCard(
          ModelId.of("m"),
          Memory.ofBytes(1),
          2,
          3,
          true,
          ImmutableList.of(),
          null,
          "",
          "",
          "",
          ImmutableList.of(),
          false,
          true);
  private static final MetaInstanceSpec SPEC =
      MetaInstanceSpec.of(MetaInstanceId.of("i"), ModelId.of("m"));

  private static <T> void survives(WireType<T> type, T value, String... parts) {
    String text = ExoJson.wire().encode(type, value);
    assertThat(text).contains(parts);
    try {
      assertThat(ExoJson.wire().decode(type, text)).isEqualTo(value);
    } catch (MalformedMessageException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void defaultsAreLeftOut() {
    assertThat(ExoJson.wire().encode(WireTypes.MODEL_CARD, CARD))
        .endsWith("\"capabilities\":[],\"uses_cfg\":false}");
    assertThat(ExoJson.wire().encode(WireTypes.META_INSTANCE, MetaInstance.of(SPEC)))
        .isEqualTo(
            "{\"meta_instance_id\":\"i\",\"model_id\":\"m\",\"sharding\":\"Pipeline\","
                + "\"instance_meta\":\"MlxRing\",\"min_nodes\":1,\"node_ids\":null,"
                + "\"placement_error\":null,\"consecutive_failures\":0,"
                + "\"last_failure_error\":null}");
    assertThat(ExoJson.api().encode(WireTypes.STATE, State.empty()))
        .endsWith("\"nodeRdmaCtl\":{},\"thunderboltBridgeCycles\":[]}");
    IndexedEvent event = new IndexedEvent(0, new TestEvent(EventId.of("e")), null);
    assertThat(ExoJson.wire().encode(WireTypes.INDEXED_EVENT, event))
        .isEqualTo("{\"idx\":0,\"event\":{\"TestEvent\":{\"event_id\":\"e\"}}}");
  }

  @Test
  void modelCardsTellThatPipelineIsNotSupported() {
    survives(
        WireTypes.MODEL_CARD, CARD.withSupportsPipeline(false), "\"supports_pipeline\":false}");
  }

  @Test
  void intentsCarryEveryWish() {
    MetaInstanceSpec full =
        SPEC.withMaxNodes(3)
            .withPreferredNodes(ImmutableList.of(NodeId.of("p")))
            .withForbiddenNodes(ImmutableList.of(NodeId.of("f")))
            .withRequiredNodePolicy(RequiredNodePolicy.STRICT)
            .withStrategy("smallest-cycle")
            .withPreference(PlacementPreference.SPREAD)
            .withContextTokens(32_768)
            .withConcurrency(2)
            .withGeneration(4);
    MetaInstance fresh = MetaInstance.of(full);
    survives(
        WireTypes.META_INSTANCE,
        fresh.withStatus(
            fresh
                .status()
                .withObservedGeneration(3)
                .withRelaxedNodes(ImmutableList.of(NodeId.of("r")))),
        "\"last_failure_error\":null,\"max_nodes\":3,\"preferred_nodes\":[\"p\"],"
            + "\"forbidden_nodes\":[\"f\"],\"required_node_policy\":\"strict\","
            + "\"strategy\":\"smallest-cycle\",\"preference\":\"spread\",\"context_tokens\":32768,"
            + "\"concurrency\":2,\"generation\":4,"
            + "\"observed_generation\":3,\"relaxed_nodes\":[\"r\"]}");
  }

  @Test
  void intentsTellThatTheyWaitOrArePaused() {
    MetaInstance intent = MetaInstance.of(SPEC);
    survives(
        WireTypes.META_INSTANCE,
        intent.withStatus(
            intent
                .status()
                .withFailedRounds(2)
                .withDeferral(new PlacementDeferral(1, 11, "why"))
                .withPaused(true)),
        "\"last_failure_error\":null,\"failed_rounds\":2,\"placement_deferral\":"
            + "{\"round\":1,\"delay_ticks\":11,\"reason\":\"why\"},\"paused\":true}");
  }

  @Test
  void statesTellWhichNodesAreNotOffered() {
    State empty = State.empty();
    NodeId node = NodeId.of("n");
    survives(
        WireTypes.STATE,
        empty
            .withOpenBreakers(
                empty
                    .openBreakers()
                    .with(node, ImmutableList.of(new OpenBreaker(ModelId.of("m"), 7, "thrice"))))
            .withDrains(
                empty
                    .drains()
                    .with(
                        node, new NodeDrain("disk", ImmutableMap.of(InstanceId.of("i"), "full")))),
        ",\"open_breakers\":{\"n\":[{\"model_id\":\"m\",\"opened_at_idx\":7,"
            + "\"reason\":\"thrice\"}]}",
        ",\"drains\":{\"n\":{\"reason\":\"disk\",\"not_moved\":{\"i\":\"full\"}}}");
  }

  @Test
  void reportsCarryTheirAttemptAndEventsTheirSource() {
    RunnerStatusUpdated report =
        new RunnerStatusUpdated(EventId.of("e"), RunnerId.of("r"), new RunnerReady(), 0L);
    survives(WireTypes.EVENT, report, "\"runner_status\":{\"RunnerReady\":{}},\"attempt\":0}}");
    survives(
        WireTypes.INDEXED_EVENT,
        new IndexedEvent(1, report, NodeId.of("n")),
        ",\"source_node\":\"n\"}");
  }

  @Test
  void instancesCarryTheCacheThatWasPromised() {
    MlxRingInstance ring =
        new MlxRingInstance(
            InstanceId.of("i"),
            new ShardAssignments(ModelId.of("m"), ImmutableMap.of(), ImmutableMap.of()),
            null,
            ImmutableMap.of(),
            50_000,
            0);
    InstanceCreated plain = new InstanceCreated(EventId.of("e"), ring);
    assertThat(ExoJson.wire().encode(WireTypes.EVENT, plain)).endsWith(":50000}}}}");
    survives(
        WireTypes.EVENT,
        new InstanceCreated(
            EventId.of("e"), ring, new CacheDemand(8_192, 1, 70_272L, Memory.ZERO, 1)),
        ",\"cache\":{\"context_tokens\":8192,\"concurrency\":1,\"bytes_per_token\":70272,"
            + "\"assumed\":{\"in_bytes\":0},\"tensor_parts\":1}}}");
  }

  @Test
  void bindingsCarryWhatIsPromisedAndStatesWhenMemoryWasMeasured() {
    survives(
        WireTypes.RUNNER_BINDING,
        new RunnerBinding(
            NodeId.of("n"), InstanceId.of("i"), Memory.ofBytes(7), Memory.ofBytes(2), 12L),
        ",\"weights\":{\"in_bytes\":7},\"cache\":{\"in_bytes\":2},\"holds_weights_since_idx\":12}");
    survives(
        WireTypes.STATE,
        State.empty()
            .withLastMemoryEventIndexByNode(
                State.empty().lastMemoryEventIndexByNode().with(NodeId.of("n"), 5L)),
        ",\"last_memory_event_index_by_node\":{\"n\":5}}");
  }

  @Test
  void statesCarryBindingsAndTruncation() {
    State state =
        State.empty()
            .withThunderboltBridgeCyclesTruncated(true)
            .withRunnerBindings(
                State.empty()
                    .runnerBindings()
                    .with(RunnerId.of("r"), new RunnerBinding(NodeId.of("n"), InstanceId.of("i"))));
    survives(
        WireTypes.STATE,
        state,
        "\"thunderbolt_bridge_cycles_truncated\":true,"
            + "\"runner_bindings\":{\"r\":{\"node_id\":\"n\",\"instance_id\":\"i\"}}");
  }

  @Test
  void streamsTellTheirBootAndLeaveItOutWhenThereIsNone() {
    SessionId session = new SessionId(NodeId.of("m"), 3);
    ForwarderEvent plain =
        new ForwarderEvent(0, NodeId.of("n"), session, new TestEvent(EventId.of("e")));
    survives(WireTypes.FORWARDER_EVENT, plain, "\"event_id\":\"e\"}}}");
    survives(
        WireTypes.FORWARDER_EVENT,
        new ForwarderEvent(0, plain.origin(), session, plain.event(), null, 12, 3),
        "}},\"origin_boot\":12,\"origin_stream\":3}");
  }

  @Test
  void sideChannelsTellTheirAttemptAndLeaveItOutWhenTheyDoNotKnow() {
    Bytes data = Bytes.copyOf(new byte[] {1});
    JacclSideChannelData plain =
        new JacclSideChannelData(EventId.of("e"), InstanceId.of("i"), RunnerId.of("r"), 2, data);
    survives(WireTypes.EVENT, plain, "\"sequence\":2,\"data\":\"AQ==\"}}");
    survives(
        WireTypes.EVENT,
        new JacclSideChannelData(
            plain.eventId(), plain.instanceId(), plain.runnerId(), 2, data, 3L),
        "\"AQ==\",\"attempt\":3}}");
    survives(
        WireTypes.EVENT,
        new JacclSideChannelGathered(
            plain.eventId(), plain.instanceId(), 2, ImmutableMap.of(plain.runnerId(), data), 3L),
        "{\"r\":\"AQ==\"},\"attempt\":3}}");
  }
}
