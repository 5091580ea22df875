package org.exojvm.core.node;

import java.util.LinkedHashMap;
import java.util.function.Consumer;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.ElectionView;
import org.exojvm.core.election.LogPosition;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.state.State;

/**
 * What a node does when it becomes master, stops being it, and follows another. Belongs to the
 * loop.
 */
final class Seat implements Governing.Actions {

  /** Opens a mastership that goes on from a state. */
  interface Opening {
    MasterShell open(SessionId session, State logState, Consumer<IndexedEvent> told);
  }

  /** Dead nodes remembered; of those before it a new master finds out by their silence. */
  static final int MAX_DEAD = 1_000;

  private final Shells shells;
  private final Following following;
  private final EventFeed feed;
  private final EventFeed.Backlog backlog;
  private final Opening opening;
  private final Consumer<IndexedEvent> told;
  private final Runnable settled;
  private final LinkedHashMap<NodeId, Long> dead = new LinkedHashMap<>();
  private long commandsSeen;

  /**
   * Creates the seat of a node.
   *
   * @param told takes every event that is durable while the node is master
   * @param settled runs when there is a master to obey
   */
  Seat(
      Shells shells,
      Following following,
      EventFeed feed,
      EventFeed.Backlog backlog,
      Opening opening,
      Consumer<IndexedEvent> told,
      Runnable settled) {
    this.shells = shells;
    this.following = following;
    this.feed = feed;
    this.backlog = backlog;
    this.opening = opening;
    this.told = told;
    this.settled = settled;
  }

  /** A command has come in. */
  void commandSeen() {
    commandsSeen++;
  }

  @Override
  public ElectionView view() {
    MasterShell master = shells.master;
    if (master != null) {
      return new ElectionView(master.log(), master.members(), commandsSeen);
    }
    State log = shells.worker().logState();
    return new ElectionView(
        new LogPosition(log.sessions(), log.lastEventAppliedIdx() + 1),
        0,
        commandsSeen,
        shells.worker().state().lastEventAppliedIdx() + 1);
  }

  @Override
  public void lead(SessionId session) {
    State logState = shells.worker().logState();
    if (feed.nextIdx() != logState.lastEventAppliedIdx() + 1) {
      feed.restartAt(logState.lastEventAppliedIdx() + 1, backlog);
    }
    MasterShell master = opening.open(session, logState, told);
    shells.master = master;
    master.open();
    following.follow(master.announcement());
    // The master before it, most of all: nobody else knows that it is dead.
    dead.forEach(
        (peer, atIdx) -> {
          Long heardIdx = logState.lastEventIndexByNode().get(peer);
          if (heardIdx != null && heardIdx <= atIdx) {
            master.gone(peer);
          }
        });
    settled.run();
  }

  @Override
  public void stopLeading(String reason) {
    MasterShell master = shells.master;
    if (master != null) {
      shells.master = null;
      master.close("The node is master no more: " + reason);
      shells.worker().led(master.logState());
    }
  }

  @Override
  public void follow(SessionAnnouncement announcement) {
    following.follow(announcement);
    settled.run();
  }

  @Override
  public void back(NodeId peer) {
    dead.remove(peer);
  }

  @Override
  public void gone(NodeId peer) {
    dead.put(peer, shells.worker().logState().lastEventAppliedIdx());
    if (dead.size() > MAX_DEAD) {
      dead.pollFirstEntry();
    }
    MasterShell master = shells.master;
    if (master != null) {
      master.gone(peer);
    }
  }
}
