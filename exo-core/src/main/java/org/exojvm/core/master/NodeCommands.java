package org.exojvm.core.master;

import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.Command.DrainNode;
import org.exojvm.core.command.Command.UndrainNode;
import org.exojvm.core.event.AvailabilityEvent.NodeDrained;
import org.exojvm.core.event.AvailabilityEvent.NodeUndrained;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;

/** Takes nodes out of service and back. */
final class NodeCommands {

  /**
   * Most nodes that are drained at a time. They stay so while they are away, so a cluster whose
   * nodes come with a new id each time could fill State with them.
   */
  static final int MAX_DRAINED_NODES = 1_000;

  /** Most characters of a reason. It is told in every refusal of an intent. */
  static final int MAX_REASON_CHARS = 500;

  private final Indexer indexer;

  NodeCommands(Indexer indexer) {
    this.indexer = indexer;
  }

  /** Drains a node; the same again is accepted and changes nothing. */
  Verdict drain(DrainNode command, IdSequence ids) {
    State state = indexer.state();
    if (command.reason().length() > MAX_REASON_CHARS) {
      return Verdict.reject(
          RejectionCode.INVALID,
          "The reason has %d characters, the most is %d. Maybe use fewer words."
              .formatted(command.reason().length(), MAX_REASON_CHARS));
    }
    if (!state.topology().contains(command.nodeId())
        && !state.nodeIdentities().containsKey(command.nodeId())) {
      return unknown(command.nodeId());
    }
    if (state.drains().containsKey(command.nodeId())) {
      return Verdict.accept();
    }
    if (state.drains().size() >= MAX_DRAINED_NODES) {
      return Verdict.reject(
          RejectionCode.OVERLOADED,
          "%d nodes are drained, the most at a time. Maybe undrain some that are gone."
              .formatted(state.drains().size()));
    }
    indexer.index(new NodeDrained(ids.nextEventId(), command.nodeId(), command.reason()));
    return Verdict.accept();
  }

  /** Takes a node back into service; one that is not drained stays in service. */
  Verdict undrain(UndrainNode command, IdSequence ids) {
    if (indexer.state().drains().containsKey(command.nodeId())) {
      indexer.index(new NodeUndrained(ids.nextEventId(), command.nodeId()));
      return Verdict.accept();
    }
    return indexer.state().topology().contains(command.nodeId())
        ? Verdict.accept()
        : unknown(command.nodeId());
  }

  private static Verdict unknown(NodeId node) {
    return Verdict.reject(
        RejectionCode.NOT_FOUND,
        "Node (%s) has never been here. Maybe it is called something else; list the nodes."
            .formatted(node));
  }
}
