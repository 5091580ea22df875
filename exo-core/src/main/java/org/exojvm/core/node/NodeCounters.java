package org.exojvm.core.node;

/**
 * What a node has dropped and survived since it started.
 *
 * @param malformedMessages messages and requests of peers that could not be read
 * @param forgedMessages messages that claim another origin than their author
 * @param droppedMessages messages of peers that came while the queue was full; they are sent again
 * @param foreignMessages messages of other sessions or masters that the worker dropped (D15)
 * @param refusedEvents events of the worker that were lost because too many waited for the master;
 *     each is an incident: the master may never learn what it said
 * @param lostOutput pieces of output that the node whose client asked did not take
 * @param incidents what the master dropped or survived, see {@link org.exojvm.core.master.Incident}
 * @param failedProbes measurements that threw
 * @param failures inputs that made the loop throw; each is a bug
 * @param acceptedCommands commands of this node's host that were accepted
 * @param rejectedCommands commands of this node's host that were rejected
 * @param undecidedCommands commands of this node's host of which nobody knows what became
 * @param commandNanos time all of them took to be answered, in nanoseconds
 */
public record NodeCounters(
    long malformedMessages,
    long forgedMessages,
    long droppedMessages,
    long foreignMessages,
    long refusedEvents,
    long lostOutput,
    long incidents,
    long failedProbes,
    long failures,
    long acceptedCommands,
    long rejectedCommands,
    long undecidedCommands,
    long commandNanos) {}
