package org.exojvm.core.master;

import org.exojvm.api.id.NodeId;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.process.Effect;
import org.exojvm.core.state.StateSnapshot;

/** Everything a {@link MasterCore} asks of its shell, to be done in this order. */
public sealed interface MasterOutput {

  /**
   * An event has been indexed and applied: journal it, then broadcast it.
   *
   * @param event the event
   */
  record EventIndexed(IndexedEvent event) implements MasterOutput {}

  /**
   * A command is answered; the answer may be given once the events before it are safe.
   *
   * @param origin node the client is connected to
   * @param answer the answer
   */
  record CommandAnswered(NodeId origin, CommandAnswer answer) implements MasterOutput {}

  /**
   * Slow work is to be started, or a message sent.
   *
   * @param effect the work
   */
  record EffectRequested(Effect effect) implements MasterOutput {}

  /**
   * A node asks for events again: read them from the log and send them to that node, or to
   * everybody where one cannot be reached alone. If the log does not go back that far, say so with
   * {@link MasterInput.ReplayUnavailable}.
   *
   * @param origin who asks
   * @param sinceIdx first index wanted
   * @param count how many to send
   */
  record ReplayRequested(NodeId origin, long sinceIdx, long count) implements MasterOutput {}

  /**
   * A node is too far behind to be given every event: send it this state, to it alone, as soon as
   * the events before this output are safe. If the message is lost, the node asks again.
   *
   * @param origin node to send it to
   * @param snapshot what to send
   */
  record SnapshotRequested(NodeId origin, StateSnapshot snapshot) implements MasterOutput {}

  /**
   * Something was dropped or has failed without stopping the rest; for logs and metrics.
   *
   * @param what kind of incident
   * @param detail what happened, with the values
   */
  record IncidentNoted(Incident what, String detail) implements MasterOutput {}
}
