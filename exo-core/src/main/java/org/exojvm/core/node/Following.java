package org.exojvm.core.node;

import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * How a node that is no master finds out which session to obey, and keeps the events of it for
 * readers. Belongs to the loop.
 */
final class Following {

  private final Shells shells;
  private final Mastership mastership;
  private final RemoteMaster remote;
  private final Mailbox mailbox;
  private final EventFeed feed;
  private @Nullable ReplicaEvents replicaEvents;
  private boolean asking;
  private boolean stopped;

  Following(
      Shells shells, Mastership mastership, RemoteMaster remote, Mailbox mailbox, EventFeed feed) {
    this.shells = shells;
    this.mastership = mastership;
    this.remote = remote;
    this.mailbox = mailbox;
    this.feed = feed;
  }

  /** A second has passed. */
  void second() {
    WorkerShell worker = shells.worker;
    if (worker != null && shells.master == null && worker.session() == null) {
      askForSession();
    }
  }

  /** A peer can be reached. */
  void connected(NodeId peer) {
    if (remote.is(peer)) {
      askForSession();
    }
  }

  /** An event has come; only the master itself can open a session. */
  void received(ForwarderEvent event) {
    WorkerShell worker = shells.worker;
    if (worker == null) {
      return;
    }
    if (event.origin().equals(event.session().masterNodeId()) && isNews(event.session())) {
      askForSession();
    }
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

  /** Obeys nobody new from now on. */
  void stop() {
    stopped = true;
  }

  private void askForSession() {
    if (!asking && shells.master == null) {
      asking = true;
      remote.askForSession(
          told ->
              mailbox.put(
                  () -> {
                    asking = false;
                    told.ifPresent(this::follow);
                  }));
    }
  }

  private boolean isNews(SessionId offered) {
    WorkerShell worker = shells.worker;
    return worker != null
        && shells.master == null
        && !stopped
        && mastership.supersedes(offered, worker.session());
  }

  /** Obeys a session from now on if it supersedes the present one. */
  private void follow(SessionAnnouncement offered) {
    WorkerShell worker = shells.worker;
    if (worker != null && isNews(offered.session())) {
      replicaEvents = replicaEvents == null ? new ReplicaEvents(feed) : replicaEvents;
      worker.follow(offered);
    }
  }
}
