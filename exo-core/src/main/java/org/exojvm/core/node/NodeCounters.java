package org.exojvm.core.node;

/**
 * What a node has dropped and survived since it started.
 *
 * @param malformedMessages messages and requests of peers that could not be read
 * @param forgedMessages messages that claim another origin than their author
 * @param droppedMessages messages of peers that came while the queue was full; they are sent again
 * @param incidents what the master dropped or survived, see {@link org.exojvm.core.master.Incident}
 * @param failedProbes measurements that threw
 * @param failures inputs that made the loop throw; each is a bug
 */
public record NodeCounters(
    long malformedMessages,
    long forgedMessages,
    long droppedMessages,
    long incidents,
    long failedProbes,
    long failures) {}
