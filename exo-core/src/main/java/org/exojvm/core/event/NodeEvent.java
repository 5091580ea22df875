package org.exojvm.core.event;

import org.exojvm.api.check.Checks;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.info.GatheredInfo;

/** What happened to nodes. */
public sealed interface NodeEvent extends Event {

  /**
   * A process of a node has begun to speak. The first thing it says in every session; a process of
   * the same node with a lower boot has been replaced (extension).
   *
   * @param eventId id of the event
   * @param nodeId the node
   * @param boot number of the start of the process, higher for a later one; 0 when it does not tell
   */
  public record NodeStarted(EventId eventId, NodeId nodeId, long boot) implements NodeEvent {
    /** Checks the shape. */
    public NodeStarted {
      Checks.inRange(boot >= 0, "NodeStarted.boot", boot, "at least 0");
    }
  }

  /**
   * A node has left or has gone silent.
   *
   * @param eventId id of the event
   * @param nodeId the node
   */
  public record NodeDisconnected(EventId eventId, NodeId nodeId) implements NodeEvent {}

  /**
   * A node measured something about itself.
   *
   * @param eventId id of the event
   * @param nodeId the node
   * @param info what was measured
   */
  public record NodeGatheredInfo(EventId eventId, NodeId nodeId, GatheredInfo info)
      implements NodeEvent {}

  /**
   * A node downloads a model.
   *
   * @param eventId id of the event
   * @param downloadProgress progress figures
   */
  public record NodeDownloadProgress(EventId eventId, DownloadProgress downloadProgress)
      implements NodeEvent {}
}
