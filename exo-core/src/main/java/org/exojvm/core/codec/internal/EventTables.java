package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.INT;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Scalars.STRING;

import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePlacementFailed;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceRecovered;
import org.exojvm.core.event.MetaInstanceEvent.RequiredNodesRelaxed;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.event.NodeEvent.NodeDownloadProgress;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.OpaqueEvent;
import org.exojvm.core.event.RunnerEvent.RunnerDeleted;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
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
import org.exojvm.core.event.TraceEventData;

/** Events and their envelopes, in the order in which the reference lists them, then our own. */
public final class EventTables {

  public static final RecordCodec<TraceEventData> TRACE_EVENT_DATA =
      RecordCodec.<TraceEventData>record("TraceEventData")
          .required("name", STRING, TraceEventData::name)
          .required("start_us", LONG, TraceEventData::startUs)
          .required("duration_us", LONG, TraceEventData::durationUs)
          .required("rank", INT, TraceEventData::rank)
          .required("category", STRING, TraceEventData::category)
          .build(s -> new TraceEventData(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)));

  public static final UnionCodec<Event> EVENT = events(UnionCodec.<Event>union("Event"));

  public static final RecordCodec<IndexedEvent> INDEXED_EVENT =
      RecordCodec.<IndexedEvent>record("IndexedEvent")
          .required("idx", LONG, IndexedEvent::idx)
          .required("event", EVENT, IndexedEvent::event)
          .nullableExtension("source_node", Ids.NODE, IndexedEvent::sourceNode)
          .build(s -> new IndexedEvent(s.at(0), s.at(1), s.at(2)));

  public static final RecordCodec<ForwarderEvent> FORWARDER_EVENT =
      RecordCodec.<ForwarderEvent>record("ForwarderEvent")
          .required("origin_idx", LONG, ForwarderEvent::originIdx)
          .required("origin", Ids.NODE, ForwarderEvent::origin)
          .required("session", SessionTables.SESSION_ID, ForwarderEvent::session)
          .required("event", EVENT, ForwarderEvent::event)
          .nullableExtension("source_node", Ids.NODE, ForwarderEvent::sourceNode)
          .build(s -> new ForwarderEvent(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)));

  private EventTables() {}

  private static <T extends Event> RecordCodec.Builder<T> event(String name) {
    return RecordCodec.<T>record(name).required("event_id", Ids.EVENT, Event::eventId);
  }

  private static UnionCodec<Event> events(UnionCodec.Builder<Event> union) {
    union.variant(
        TestEvent.class,
        EventTables.<TestEvent>event("TestEvent").build(s -> new TestEvent(s.at(0))));
    addTasks(union);
    addInstances(union);
    addMetaInstances(union);
    addRunners(union);
    addNodes(union);
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
                .required("task_id", Ids.TASK, TaskCreated::taskId)
                .required("task", TaskTables.TASK, TaskCreated::task)
                .build(s -> new TaskCreated(s.at(0), s.at(1), s.at(2))))
        .variant(
            TaskStatusUpdated.class,
            EventTables.<TaskStatusUpdated>event("TaskStatusUpdated")
                .required("task_id", Ids.TASK, TaskStatusUpdated::taskId)
                .required("task_status", TaskTables.TASK_STATUS, TaskStatusUpdated::taskStatus)
                .build(s -> new TaskStatusUpdated(s.at(0), s.at(1), s.at(2))))
        .variant(
            TaskFailed.class,
            EventTables.<TaskFailed>event("TaskFailed")
                .required("task_id", Ids.TASK, TaskFailed::taskId)
                .required("error_type", STRING, TaskFailed::errorType)
                .required("error_message", STRING, TaskFailed::errorMessage)
                .build(s -> new TaskFailed(s.at(0), s.at(1), s.at(2), s.at(3))))
        .variant(
            TaskDeleted.class,
            EventTables.<TaskDeleted>event("TaskDeleted")
                .required("task_id", Ids.TASK, TaskDeleted::taskId)
                .build(s -> new TaskDeleted(s.at(0), s.at(1))))
        .variant(
            TaskAcknowledged.class,
            EventTables.<TaskAcknowledged>event("TaskAcknowledged")
                .required("task_id", Ids.TASK, TaskAcknowledged::taskId)
                .build(s -> new TaskAcknowledged(s.at(0), s.at(1))));
  }

  private static void addInstances(UnionCodec.Builder<Event> union) {
    union
        .variant(
            InstanceCreated.class,
            EventTables.<InstanceCreated>event("InstanceCreated")
                .required("instance", InstanceTables.INSTANCE, InstanceCreated::instance)
                .build(s -> new InstanceCreated(s.at(0), s.at(1))))
        .variant(
            InstanceDeleted.class,
            EventTables.<InstanceDeleted>event("InstanceDeleted")
                .required("instance_id", Ids.INSTANCE, InstanceDeleted::instanceId)
                .nullable("failure_error", STRING, InstanceDeleted::failureError)
                .build(s -> new InstanceDeleted(s.at(0), s.at(1), s.at(2))))
        .variant(
            InstanceRetrying.class,
            EventTables.<InstanceRetrying>event("InstanceRetrying")
                .required("instance_id", Ids.INSTANCE, InstanceRetrying::instanceId)
                .required("meta_instance_id", Ids.META_INSTANCE, InstanceRetrying::metaInstanceId)
                .required("failure_error", STRING, InstanceRetrying::failureError)
                .build(s -> new InstanceRetrying(s.at(0), s.at(1), s.at(2), s.at(3))));
  }

  private static void addMetaInstances(UnionCodec.Builder<Event> union) {
    union
        .variant(
            MetaInstanceCreated.class,
            EventTables.<MetaInstanceCreated>event("MetaInstanceCreated")
                .required(
                    "meta_instance",
                    MetaInstanceTable.META_INSTANCE,
                    MetaInstanceCreated::metaInstance)
                .build(s -> new MetaInstanceCreated(s.at(0), s.at(1))))
        .variant(
            MetaInstanceDeleted.class,
            EventTables.<MetaInstanceDeleted>event("MetaInstanceDeleted")
                .required(
                    "meta_instance_id", Ids.META_INSTANCE, MetaInstanceDeleted::metaInstanceId)
                .build(s -> new MetaInstanceDeleted(s.at(0), s.at(1))))
        .variant(
            MetaInstancePlacementFailed.class,
            EventTables.<MetaInstancePlacementFailed>event("MetaInstancePlacementFailed")
                .required(
                    "meta_instance_id",
                    Ids.META_INSTANCE,
                    MetaInstancePlacementFailed::metaInstanceId)
                .required("reason", STRING, MetaInstancePlacementFailed::reason)
                .build(s -> new MetaInstancePlacementFailed(s.at(0), s.at(1), s.at(2))))
        .variant(
            MetaInstanceRecovered.class,
            EventTables.<MetaInstanceRecovered>event("MetaInstanceRecovered")
                .required(
                    "meta_instance_id", Ids.META_INSTANCE, MetaInstanceRecovered::metaInstanceId)
                .build(s -> new MetaInstanceRecovered(s.at(0), s.at(1))))
        .variant(
            RequiredNodesRelaxed.class,
            EventTables.<RequiredNodesRelaxed>event("RequiredNodesRelaxed")
                .required(
                    "meta_instance_id", Ids.META_INSTANCE, RequiredNodesRelaxed::metaInstanceId)
                .required("node_ids", ListCodec.of(Ids.NODE), RequiredNodesRelaxed::nodeIds)
                .required("reason", STRING, RequiredNodesRelaxed::reason)
                .build(s -> new RequiredNodesRelaxed(s.at(0), s.at(1), s.at(2), s.at(3))));
  }

  private static void addRunners(UnionCodec.Builder<Event> union) {
    union
        .variant(
            RunnerStatusUpdated.class,
            EventTables.<RunnerStatusUpdated>event("RunnerStatusUpdated")
                .required("runner_id", Ids.RUNNER, RunnerStatusUpdated::runnerId)
                .required(
                    "runner_status", RunnerTables.RUNNER_STATUS, RunnerStatusUpdated::runnerStatus)
                .nullableExtension("attempt", LONG, RunnerStatusUpdated::attempt)
                .build(s -> new RunnerStatusUpdated(s.at(0), s.at(1), s.at(2), s.at(3))))
        .variant(
            RunnerDeleted.class,
            EventTables.<RunnerDeleted>event("RunnerDeleted")
                .required("runner_id", Ids.RUNNER, RunnerDeleted::runnerId)
                .build(s -> new RunnerDeleted(s.at(0), s.at(1))));
  }

  private static void addNodes(UnionCodec.Builder<Event> union) {
    union
        .variant(
            NodeDisconnected.class,
            EventTables.<NodeDisconnected>event("NodeDisconnected")
                .required("node_id", Ids.NODE, NodeDisconnected::nodeId)
                .build(s -> new NodeDisconnected(s.at(0), s.at(1))))
        .variant(
            NodeGatheredInfo.class,
            EventTables.<NodeGatheredInfo>event("NodeGatheredInfo")
                .required("node_id", Ids.NODE, NodeGatheredInfo::nodeId)
                .required("info", InfoTables.GATHERED_INFO, NodeGatheredInfo::info)
                .build(s -> new NodeGatheredInfo(s.at(0), s.at(1), s.at(2))))
        .variant(
            NodeDownloadProgress.class,
            EventTables.<NodeDownloadProgress>event("NodeDownloadProgress")
                .required(
                    "download_progress",
                    DownloadTables.DOWNLOAD_PROGRESS,
                    NodeDownloadProgress::downloadProgress)
                .build(s -> new NodeDownloadProgress(s.at(0), s.at(1))));
  }

  private static void addStreams(UnionCodec.Builder<Event> union) {
    union
        .variant(
            ChunkGenerated.class,
            EventTables.<ChunkGenerated>event("ChunkGenerated")
                .required("command_id", Ids.COMMAND, ChunkGenerated::commandId)
                .required("chunk", ChunkTables.GENERATION_CHUNK, ChunkGenerated::chunk)
                .build(s -> new ChunkGenerated(s.at(0), s.at(1), s.at(2))))
        .variant(
            InputChunkReceived.class,
            EventTables.<InputChunkReceived>event("InputChunkReceived")
                .required("command_id", Ids.COMMAND, InputChunkReceived::commandId)
                .required("chunk", ChunkTables.INPUT_IMAGE_CHUNK, InputChunkReceived::chunk)
                .build(s -> new InputChunkReceived(s.at(0), s.at(1), s.at(2))));
  }

  private static void addTopology(UnionCodec.Builder<Event> union) {
    union
        .variant(
            TopologyEdgeCreated.class,
            EventTables.<TopologyEdgeCreated>event("TopologyEdgeCreated")
                .required("conn", TopologyTables.CONNECTION, TopologyEdgeCreated::conn)
                .build(s -> new TopologyEdgeCreated(s.at(0), s.at(1))))
        .variant(
            TopologyEdgeDeleted.class,
            EventTables.<TopologyEdgeDeleted>event("TopologyEdgeDeleted")
                .required("conn", TopologyTables.CONNECTION, TopologyEdgeDeleted::conn)
                .build(s -> new TopologyEdgeDeleted(s.at(0), s.at(1))));
  }

  private static void addTraces(UnionCodec.Builder<Event> union) {
    union
        .variant(
            TracesCollected.class,
            EventTables.<TracesCollected>event("TracesCollected")
                .required("task_id", Ids.TASK, TracesCollected::taskId)
                .required("rank", INT, TracesCollected::rank)
                .required("traces", ListCodec.of(TRACE_EVENT_DATA), TracesCollected::traces)
                .build(s -> new TracesCollected(s.at(0), s.at(1), s.at(2), s.at(3))))
        .variant(
            TracesMerged.class,
            EventTables.<TracesMerged>event("TracesMerged")
                .required("task_id", Ids.TASK, TracesMerged::taskId)
                .required("traces", ListCodec.of(TRACE_EVENT_DATA), TracesMerged::traces)
                .build(s -> new TracesMerged(s.at(0), s.at(1), s.at(2))));
  }

  private static void addSideChannel(UnionCodec.Builder<Event> union) {
    union
        .variant(
            JacclSideChannelData.class,
            EventTables.<JacclSideChannelData>event("JacclSideChannelData")
                .required("instance_id", Ids.INSTANCE, JacclSideChannelData::instanceId)
                .required("runner_id", Ids.RUNNER, JacclSideChannelData::runnerId)
                .required("sequence", LONG, JacclSideChannelData::sequence)
                .required("data", Scalars.BYTES, JacclSideChannelData::data)
                .build(s -> new JacclSideChannelData(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4))))
        .variant(
            JacclSideChannelGathered.class,
            EventTables.<JacclSideChannelGathered>event("JacclSideChannelGathered")
                .required("instance_id", Ids.INSTANCE, JacclSideChannelGathered::instanceId)
                .required("sequence", LONG, JacclSideChannelGathered::sequence)
                .required(
                    "gathered_data",
                    MapCodec.of(Ids.RUNNER_KEY, Scalars.BYTES),
                    JacclSideChannelGathered::gatheredData)
                .build(s -> new JacclSideChannelGathered(s.at(0), s.at(1), s.at(2), s.at(3))));
  }
}
