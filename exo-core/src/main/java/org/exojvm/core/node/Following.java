package org.exojvm.core.node;

import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * How a node takes in what a master tells, and keeps the events for readers. Belongs to the loop.
 */
final class Following {

  private final WorkerShell worker;
  private final EventFeed feed;
  private final EventFeed.Backlog backlog;
  private @Nullable ReplicaEvents replicaEvents;

  /**
   * Creates it.
   *
   * @param backlog where older events are
   */
  Following(WorkerShell worker, EventFeed feed, EventFeed.Backlog backlog) {
    this.worker = worker;
    this.feed = feed;
    this.backlog = backlog;
  }

  /** Obeys a session from now on. */
  void follow(SessionAnnouncement announcement) {
    replicaEvents = replicaEvents == null ? new ReplicaEvents(feed, backlog) : replicaEvents;
    worker.follow(announcement);
  }

  /** An event has come. */
  void received(ForwarderEvent event) {
    if (replicaEvents != null) {
      if (event.session().equals(worker.session())) {
        replicaEvents.received(event);
      }
      worker.receive(event);
    }
  }

  /** The replica of the worker has moved on; returns whether it is what hosts shall see. */
  boolean replicated(State replica) {
    if (replicaEvents == null) {
      return false;
    }
    replicaEvents.applied(replica);
    return true;
  }
}
