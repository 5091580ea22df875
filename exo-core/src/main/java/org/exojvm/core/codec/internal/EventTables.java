package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.BOOLEAN;
import static org.exojvm.core.codec.internal.Scalars.INT;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Scalars.STRING;
import static org.exojvm.core.codec.internal.Slots.parts;

import org.exojvm.api.engine.TraceSpan;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.core.event.AvailabilityEvent.BreakerClosed;
import org.exojvm.core.event.AvailabilityEvent.BreakerOpened;
import org.exojvm.core.event.AvailabilityEvent.InstanceNotMoved;
import org.exojvm.core.event.AvailabilityEvent.NodeDrained;
import org.exojvm.core.event.AvailabilityEvent.NodeUndrained;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.HandInEvent.DeletionHandedIn;
import org.exojvm.core.event.HandInEvent.HandInEnded;
import org.exojvm.core.event.HandInEvent.InstanceHandedIn;
import org.exojvm.core.event.HandInEvent.IntentHandedIn;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.MetaInstanceEvent.GenerationObserved;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceEdited;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePaused;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePlacementFailed;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceRecovered;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceResumed;
import org.exojvm.core.event.MetaInstanceEvent.PlacementDeferred;
import org.exojvm.core.event.MetaInstanceEvent.RequiredNodesRelaxed;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.event.NodeEvent.NodeDownloadProgress;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.NodeEvent.NodeStarted;
import org.exojvm.core.event.OpaqueEvent;
import org.exojvm.core.event.RunnerEvent.RunnerDeleted;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.SessionEvent.SessionOpened;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelData;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelGathered;
import org.exojvm.core.event.StreamEvent.ChunkGenerated;
import org.exojvm.core.event.StreamEvent.InputChunkReceived;
import org.exojvm.core.event.StreamEvent.TracesCollected;
import org.exojvm.core.event.StreamEvent.TracesMerged;
import org.exojvm.core.event.TaskEvent.TaskAcknowledged;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.event.TaskEvent.TaskDeleted;
import org.exojvm.core.event.TaskEvent.TaskFailed;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeCreated;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeDeleted;

/** Events and their envelopes, in the order in which the reference lists them, then our own. */
public final class EventTables {

  public static final RecordCodec<TraceSpan> TRACE_EVENT_DATA =
      RecordCodec.<TraceSpan>record("TraceEventData")
          .required("name", STRING)
          .required("start_us", LONG)
          .required("duration_us", LONG)
          .required("rank", INT)
          .required("category", STRING)
          .build(
              s -> new TraceSpan(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)),
              v -> parts(v.name(), v.startUs(), v.durationUs(), v.rank(), v.category()));

  public static final UnionCodec<Event> EVENT = events(UnionCodec.<Event>union("Event"));

  public static final RecordCodec<IndexedEvent> INDEXED_EVENT =
      RecordCodec.<IndexedEvent>record("IndexedEvent")
          .required("idx", LONG)
          .required("event", EVENT)
          .nullableExtension("source_node", Ids.NODE)
          .build(
              s -> new IndexedEvent(s.at(0), s.at(1), s.at(2)),
              v -> parts(v.idx(), v.event(), v.sourceNode()));

  public static final RecordCodec<ForwarderEvent> FORWARDER_EVENT =
      RecordCodec.<ForwarderEvent>record("ForwarderEvent")
          .required("origin_idx", LONG)
          .required("origin", Ids.NODE)
          .required("session", SessionTables.SESSION_ID)
          .required("event", EVENT)
          .nullableExtension("source_node", Ids.NODE)
          .extension("origin_boot", LONG, 0L)
          .extension("origin_stream", LONG, 0L)
          .build(
              s ->
                  new ForwarderEvent(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6)),
              v ->
                  parts(
                      v.originIdx(),
                      v.origin(),
                      v.session(),
                      v.event(),
                      v.sourceNode(),
                      v.originBoot(),
                      v.originStream()));

  private EventTables() {}

  private static <T extends Event> RecordCodec.Builder<T> event(String name) {
    return RecordCodec.<T>record(name).required("event_id", Ids.EVENT);
  }

  private static UnionCodec<Event> events(UnionCodec.Builder<Event> union) {
    union.variant(
        TestEvent.class,
        EventTables.<TestEvent>event("TestEvent")
            .build(s -> new TestEvent(s.at(0)), v -> parts(v.eventId())));
    addTasks(union);
    addInstances(union);
    addMetaInstances(union);
    addRunners(union);
    addNodes(union);
    addAvailability(union);
    addSessions(union);
    addHandIns(union);
    addStreams(union);
    addTopology(union);
    addTraces(union);
    addSideChannel(union);
    return union
        .untagged(OpaqueEvent.class, new OpaqueEventCodec(), OpaqueEventCodec::readBehind)
        .build();
  }

  private static void addTasks(UnionCodec.Builder<Event> union) {
    union
        .variant(
            TaskCreated.class,
            EventTables.<TaskCreated>event("TaskCreated")
                .required("task_id", Ids.TASK)
                .required("task", TaskTables.TASK)
                .build(
                    s -> new TaskCreated(s.at(0), s.at(1), s.at(2)),
                    v -> parts(v.eventId(), v.taskId(), v.task())))
        .variant(
            TaskStatusUpdated.class,
            EventTables.<TaskStatusUpdated>event("TaskStatusUpdated")
                .required("task_id", Ids.TASK)
                .required("task_status", TaskTables.TASK_STATUS)
                .build(
                    s -> new TaskStatusUpdated(s.at(0), s.at(1), s.at(2)),
                    v -> parts(v.eventId(), v.taskId(), v.taskStatus())))
        .variant(
            TaskFailed.class,
            EventTables.<TaskFailed>event("TaskFailed")
                .required("task_id", Ids.TASK)
                .required("error_type", STRING)
                .required("error_message", STRING)
                .build(
                    s -> new TaskFailed(s.at(0), s.at(1), s.at(2), s.at(3)),
                    v -> parts(v.eventId(), v.taskId(), v.errorType(), v.errorMessage())))
        .variant(
            TaskDeleted.class,
            EventTables.<TaskDeleted>event("TaskDeleted")
                .required("task_id", Ids.TASK)
                .build(s -> new TaskDeleted(s.at(0), s.at(1)), v -> parts(v.eventId(), v.taskId())))
        .variant(
            TaskAcknowledged.class,
            EventTables.<TaskAcknowledged>event("TaskAcknowledged")
                .required("task_id", Ids.TASK)
                .build(
                    s -> new TaskAcknowledged(s.at(0), s.at(1)),
                    v -> parts(v.eventId(), v.taskId())));
  }

  private static void addInstances(UnionCodec.Builder<Event> union) {
    union
        .variant(
            InstanceCreated.class,
            EventTables.<InstanceCreated>event("InstanceCreated")
                .required("instance", InstanceTables.INSTANCE)
                .extension("cache", PlacementTables.CACHE_DEMAND, CacheDemand.NONE)
                .build(
                    s -> new InstanceCreated(s.at(0), s.at(1), s.at(2)),
                    v -> parts(v.eventId(), v.instance(), v.cache())))
        .variant(
            InstanceDeleted.class,
            EventTables.<InstanceDeleted>event("InstanceDeleted")
                .required("instance_id", Ids.INSTANCE)
                .nullable("failure_error", STRING)
                .build(
                    s -> new InstanceDeleted(s.at(0), s.at(1), s.at(2)),
                    v -> parts(v.eventId(), v.instanceId(), v.failureError())))
        .variant(
            InstanceRetrying.class,
            EventTables.<InstanceRetrying>event("InstanceRetrying")
                .required("instance_id", Ids.INSTANCE)
                .required("meta_instance_id", Ids.META_INSTANCE)
                .required("failure_error", STRING)
                .build(
                    s -> new InstanceRetrying(s.at(0), s.at(1), s.at(2), s.at(3)),
                    v -> parts(v.eventId(), v.instanceId(), v.metaInstanceId(), v.failureError())));
  }

  private static void addMetaInstances(UnionCodec.Builder<Event> union) {
    union
        .variant(
            MetaInstanceCreated.class,
            EventTables.<MetaInstanceCreated>event("MetaInstanceCreated")
                .required("meta_instance", MetaInstanceTable.META_INSTANCE)
                .build(
                    s -> new MetaInstanceCreated(s.at(0), s.at(1)),
                    v -> parts(v.eventId(), v.metaInstance())))
        .variant(
            MetaInstanceDeleted.class,
            EventTables.<MetaInstanceDeleted>event("MetaInstanceDeleted")
                .required("meta_instance_id", Ids.META_INSTANCE)
                .extension("generation", LONG, MetaInstanceDeleted.OF_THIS_LOG)
                .build(
                    s -> new MetaInstanceDeleted(s.at(0), s.at(1), s.at(2)),
                    v -> parts(v.eventId(), v.metaInstanceId(), v.generation())))
        .variant(
            MetaInstancePlacementFailed.class,
            EventTables.<MetaInstancePlacementFailed>event("MetaInstancePlacementFailed")
                .required("meta_instance_id", Ids.META_INSTANCE)
                .required("reason", STRING)
                .build(
                    s -> new MetaInstancePlacementFailed(s.at(0), s.at(1), s.at(2)),
                    v -> parts(v.eventId(), v.metaInstanceId(), v.reason())))
        .variant(
            MetaInstanceRecovered.class,
            EventTables.<MetaInstanceRecovered>event("MetaInstanceRecovered")
                .required("meta_instance_id", Ids.META_INSTANCE)
                .build(
                    s -> new MetaInstanceRecovered(s.at(0), s.at(1)),
                    v -> parts(v.eventId(), v.metaInstanceId())))
        .variant(
            PlacementDeferred.class,
            EventTables.<PlacementDeferred>event("PlacementDeferred")
                .required("meta_instance_id", Ids.META_INSTANCE)
                .required("round", INT)
                .required("delay_ticks", LONG)
                .required("reason", STRING)
                .build(
                    s -> new PlacementDeferred(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)),
                    v ->
                        parts(
                            v.eventId(),
                            v.metaInstanceId(),
                            v.round(),
                            v.delayTicks(),
                            v.reason())))
        .variant(
            MetaInstanceEdited.class,
            EventTables.<MetaInstanceEdited>event("MetaInstanceEdited")
                .required("meta_instance", MetaInstanceTable.META_INSTANCE)
                .build(
                    s -> new MetaInstanceEdited(s.at(0), s.at(1)),
                    v -> parts(v.eventId(), v.metaInstance())))
        .variant(
            GenerationObserved.class,
            EventTables.<GenerationObserved>event("GenerationObserved")
                .required("meta_instance_id", Ids.META_INSTANCE)
                .required("generation", LONG)
                .required("reason", STRING)
                .build(
                    s -> new GenerationObserved(s.at(0), s.at(1), s.at(2), s.at(3)),
                    v -> parts(v.eventId(), v.metaInstanceId(), v.generation(), v.reason())))
        .variant(
            MetaInstancePaused.class,
            EventTables.<MetaInstancePaused>event("MetaInstancePaused")
                .required("meta_instance_id", Ids.META_INSTANCE)
                .build(
                    s -> new MetaInstancePaused(s.at(0), s.at(1)),
                    v -> parts(v.eventId(), v.metaInstanceId())))
        .variant(
            MetaInstanceResumed.class,
            EventTables.<MetaInstanceResumed>event("MetaInstanceResumed")
                .required("meta_instance_id", Ids.META_INSTANCE)
                .build(
                    s -> new MetaInstanceResumed(s.at(0), s.at(1)),
                    v -> parts(v.eventId(), v.metaInstanceId())))
        .variant(
            RequiredNodesRelaxed.class,
            EventTables.<RequiredNodesRelaxed>event("RequiredNodesRelaxed")
                .required("meta_instance_id", Ids.META_INSTANCE)
                .required("node_ids", ListCodec.of(Ids.NODE))
                .required("reason", STRING)
                .build(
                    s -> new RequiredNodesRelaxed(s.at(0), s.at(1), s.at(2), s.at(3)),
                    v -> parts(v.eventId(), v.metaInstanceId(), v.nodeIds(), v.reason())));
  }

  private static void addRunners(UnionCodec.Builder<Event> union) {
    union
        .variant(
            RunnerStatusUpdated.class,
            EventTables.<RunnerStatusUpdated>event("RunnerStatusUpdated")
                .required("runner_id", Ids.RUNNER)
                .required("runner_status", RunnerTables.RUNNER_STATUS)
                .nullableExtension("attempt", LONG)
                .build(
                    s -> new RunnerStatusUpdated(s.at(0), s.at(1), s.at(2), s.at(3)),
                    v -> parts(v.eventId(), v.runnerId(), v.runnerStatus(), v.attempt())))
        .variant(
            RunnerDeleted.class,
            EventTables.<RunnerDeleted>event("RunnerDeleted")
                .required("runner_id", Ids.RUNNER)
                .build(
                    s -> new RunnerDeleted(s.at(0), s.at(1)),
                    v -> parts(v.eventId(), v.runnerId())));
  }

  private static void addNodes(UnionCodec.Builder<Event> union) {
    union
        .variant(
            NodeStarted.class,
            EventTables.<NodeStarted>event("NodeStarted")
                .required("node_id", Ids.NODE)
                .required("boot", LONG)
                .build(
                    s -> new NodeStarted(s.at(0), s.at(1), s.at(2)),
                    v -> parts(v.eventId(), v.nodeId(), v.boot())))
        .variant(
            NodeDisconnected.class,
            EventTables.<NodeDisconnected>event("NodeDisconnected")
                .required("node_id", Ids.NODE)
                .build(
                    s -> new NodeDisconnected(s.at(0), s.at(1)),
                    v -> parts(v.eventId(), v.nodeId())))
        .variant(
            NodeGatheredInfo.class,
            EventTables.<NodeGatheredInfo>event("NodeGatheredInfo")
                .required("node_id", Ids.NODE)
                .required("info", InfoTables.GATHERED_INFO)
                .build(
                    s -> new NodeGatheredInfo(s.at(0), s.at(1), s.at(2)),
                    v -> parts(v.eventId(), v.nodeId(), v.info())))
        .variant(
            NodeDownloadProgress.class,
            EventTables.<NodeDownloadProgress>event("NodeDownloadProgress")
                .required("download_progress", DownloadTables.DOWNLOAD_PROGRESS)
                .build(
                    s -> new NodeDownloadProgress(s.at(0), s.at(1)),
                    v -> parts(v.eventId(), v.downloadProgress())));
  }

  private static void addAvailability(UnionCodec.Builder<Event> union) {
    union
        .variant(
            BreakerOpened.class,
            EventTables.<BreakerOpened>event("BreakerOpened")
                .required("node_id", Ids.NODE)
                .required("model_id", Ids.MODEL)
                .required("reason", STRING)
                .build(
                    s -> new BreakerOpened(s.at(0), s.at(1), s.at(2), s.at(3)),
                    v -> parts(v.eventId(), v.nodeId(), v.modelId(), v.reason())))
        .variant(
            NodeDrained.class,
            EventTables.<NodeDrained>event("NodeDrained")
                .required("node_id", Ids.NODE)
                .required("reason", STRING)
                .build(
                    s -> new NodeDrained(s.at(0), s.at(1), s.at(2)),
                    v -> parts(v.eventId(), v.nodeId(), v.reason())))
        .variant(
            NodeUndrained.class,
            EventTables.<NodeUndrained>event("NodeUndrained")
                .required("node_id", Ids.NODE)
                .build(
                    s -> new NodeUndrained(s.at(0), s.at(1)), v -> parts(v.eventId(), v.nodeId())))
        .variant(
            InstanceNotMoved.class,
            EventTables.<InstanceNotMoved>event("InstanceNotMoved")
                .required("node_id", Ids.NODE)
                .required("instance_id", Ids.INSTANCE)
                .required("reason", STRING)
                .build(
                    s -> new InstanceNotMoved(s.at(0), s.at(1), s.at(2), s.at(3)),
                    v -> parts(v.eventId(), v.nodeId(), v.instanceId(), v.reason())))
        .variant(
            BreakerClosed.class,
            EventTables.<BreakerClosed>event("BreakerClosed")
                .required("node_id", Ids.NODE)
                .required("model_id", Ids.MODEL)
                .required("reason", STRING)
                .build(
                    s -> new BreakerClosed(s.at(0), s.at(1), s.at(2), s.at(3)),
                    v -> parts(v.eventId(), v.nodeId(), v.modelId(), v.reason())));
  }

  private static void addSessions(UnionCodec.Builder<Event> union) {
    union.variant(
        SessionOpened.class,
        EventTables.<SessionOpened>event("SessionOpened")
            .required("session", SessionTables.SESSION_ID)
            .build(s -> new SessionOpened(s.at(0), s.at(1)), v -> parts(v.eventId(), v.session())));
  }

  private static void addHandIns(UnionCodec.Builder<Event> union) {
    union
        .variant(
            IntentHandedIn.class,
            EventTables.<IntentHandedIn>event("IntentHandedIn")
                .required("meta_instance", MetaInstanceTable.META_INSTANCE)
                .required("parted_at_idx", LONG)
                .build(
                    s -> new IntentHandedIn(s.at(0), s.at(1), s.at(2)),
                    v -> parts(v.eventId(), v.intent(), v.partedAtIdx())))
        .variant(
            DeletionHandedIn.class,
            EventTables.<DeletionHandedIn>event("DeletionHandedIn")
                .required("meta_instance_id", Ids.META_INSTANCE)
                .required("generation", LONG)
                .build(
                    s -> new DeletionHandedIn(s.at(0), s.at(1), s.at(2)),
                    v -> parts(v.eventId(), v.metaInstanceId(), v.generation())))
        .variant(
            InstanceHandedIn.class,
            EventTables.<InstanceHandedIn>event("InstanceHandedIn")
                .required("instance", InstanceTables.INSTANCE)
                .required("serving", BOOLEAN)
                .build(
                    s -> new InstanceHandedIn(s.at(0), s.at(1), s.at(2)),
                    v -> parts(v.eventId(), v.instance(), v.serving())))
        .variant(
            HandInEnded.class,
            EventTables.<HandInEnded>event("HandInEnded")
                .required("node_id", Ids.NODE)
                .build(
                    s -> new HandInEnded(s.at(0), s.at(1)), v -> parts(v.eventId(), v.nodeId())));
  }

  private static void addStreams(UnionCodec.Builder<Event> union) {
    union
        .variant(
            ChunkGenerated.class,
            EventTables.<ChunkGenerated>event("ChunkGenerated")
                .required("command_id", Ids.COMMAND)
                .required("chunk", ChunkTables.GENERATION_CHUNK)
                .build(
                    s -> new ChunkGenerated(s.at(0), s.at(1), s.at(2)),
                    v -> parts(v.eventId(), v.commandId(), v.chunk())))
        .variant(
            InputChunkReceived.class,
            EventTables.<InputChunkReceived>event("InputChunkReceived")
                .required("command_id", Ids.COMMAND)
                .required("chunk", ChunkTables.INPUT_IMAGE_CHUNK)
                .build(
                    s -> new InputChunkReceived(s.at(0), s.at(1), s.at(2)),
                    v -> parts(v.eventId(), v.commandId(), v.chunk())));
  }

  private static void addTopology(UnionCodec.Builder<Event> union) {
    union
        .variant(
            TopologyEdgeCreated.class,
            EventTables.<TopologyEdgeCreated>event("TopologyEdgeCreated")
                .required("conn", TopologyTables.CONNECTION)
                .build(
                    s -> new TopologyEdgeCreated(s.at(0), s.at(1)),
                    v -> parts(v.eventId(), v.conn())))
        .variant(
            TopologyEdgeDeleted.class,
            EventTables.<TopologyEdgeDeleted>event("TopologyEdgeDeleted")
                .required("conn", TopologyTables.CONNECTION)
                .build(
                    s -> new TopologyEdgeDeleted(s.at(0), s.at(1)),
                    v -> parts(v.eventId(), v.conn())));
  }

  private static void addTraces(UnionCodec.Builder<Event> union) {
    union
        .variant(
            TracesCollected.class,
            EventTables.<TracesCollected>event("TracesCollected")
                .required("task_id", Ids.TASK)
                .required("rank", INT)
                .required("traces", ListCodec.of(TRACE_EVENT_DATA))
                .build(
                    s -> new TracesCollected(s.at(0), s.at(1), s.at(2), s.at(3)),
                    v -> parts(v.eventId(), v.taskId(), v.rank(), v.traces())))
        .variant(
            TracesMerged.class,
            EventTables.<TracesMerged>event("TracesMerged")
                .required("task_id", Ids.TASK)
                .required("traces", ListCodec.of(TRACE_EVENT_DATA))
                .build(
                    s -> new TracesMerged(s.at(0), s.at(1), s.at(2)),
                    v -> parts(v.eventId(), v.taskId(), v.traces())));
  }

  private static void addSideChannel(UnionCodec.Builder<Event> union) {
    union
        .variant(
            JacclSideChannelData.class,
            EventTables.<JacclSideChannelData>event("JacclSideChannelData")
                .required("instance_id", Ids.INSTANCE)
                .required("runner_id", Ids.RUNNER)
                .required("sequence", LONG)
                .required("data", Scalars.BYTES)
                .nullableExtension("attempt", LONG)
                .build(
                    s ->
                        new JacclSideChannelData(
                            s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5)),
                    v ->
                        parts(
                            v.eventId(),
                            v.instanceId(),
                            v.runnerId(),
                            v.sequence(),
                            v.data(),
                            v.attempt())))
        .variant(
            JacclSideChannelGathered.class,
            EventTables.<JacclSideChannelGathered>event("JacclSideChannelGathered")
                .required("instance_id", Ids.INSTANCE)
                .required("sequence", LONG)
                .required("gathered_data", MapCodec.of(Ids.RUNNER_KEY, Scalars.BYTES))
                .nullableExtension("attempt", LONG)
                .build(
                    s -> new JacclSideChannelGathered(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)),
                    v ->
                        parts(
                            v.eventId(),
                            v.instanceId(),
                            v.sequence(),
                            v.gatheredData(),
                            v.attempt())));
  }
}
