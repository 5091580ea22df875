package org.exojvm.core.simulation;

import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.election.ElectionMessage;
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

  /** The answer of the master to what a client of the node has asked. */
  record Answer(ClientAnswer answer) implements Message {}

  /** What a node says in an election. */
  record Election(NodeId from, ElectionMessage message) implements Message {}

  /** A command to a downloader. */
  record ToDownloader(ForwarderDownloadCommand command) implements Message {}
}
