package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.state.StateSnapshot;

/**
 * Where the shells of a node put what is for other nodes and for each other. What is for this node
 * too comes back after the present task, without the network: a node on its own loses nothing.
 */
interface Outlet {

  /** Sends an event of the master to everybody. */
  void global(ForwarderEvent event);

  /** Sends events of the master again, to one node that has missed them. */
  void again(NodeId missedBy, ImmutableList<ForwarderEvent> events);

  /** Sends a state of the master to one node; what is lost is asked for again. */
  void snapshot(NodeId follower, StateSnapshot snapshot);

  /** Sends an event of the worker to the master. */
  void local(ForwarderEvent event);

  /** Sends a command of the worker to the master. */
  void command(ForwarderCommand command);

  /** Hands a piece of output to the node whose client asked for it. */
  void output(NodeId to, CommandId command, GenerationChunk chunk);

  /** Sends a download command to its node. */
  void download(ForwarderDownloadCommand command);
}
