package org.exojvm.core.election;

/**
 * What an election has to know of its node at a step.
 *
 * @param log how far the log of the node goes that is its own to continue
 * @param members nodes heard of lately in the session that the node leads, itself included
 * @param commandsSeen commands the node has seen
 */
public record ElectionView(LogPosition log, long members, long commandsSeen) {}
