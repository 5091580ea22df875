package org.exojvm.core.simulation;

import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.state.StateSnapshot;

/** What travels between machines. */
sealed interface Message {

  /** A report of a worker to the master. */
  record FromWorker(ForwarderEvent event) implements Message {}

  /** An event of the master, with the hash of its text. */
  record FromMaster(ForwarderEvent event, long hash) implements Message {}

  /** The state of the master, for a node that is far behind. */
  record Snapshot(StateSnapshot snapshot) implements Message {}

  /** A command to the master. */
  record ToMaster(ForwarderCommand command) implements Message {}

  /** A node asks which session to follow. */
  record AskSession(int machine) implements Message {}

  /** The answer to that. */
  record Session(SessionAnnouncement announcement) implements Message {}

  /** A command to a downloader. */
  record ToDownloader(ForwarderDownloadCommand command) implements Message {}
}
