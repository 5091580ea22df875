package org.exojvm.core.election;

/**
 * What an election has to know of its node at a step.
 *
 * @param log how far the log of the node goes that is its own to continue
 * @param members nodes heard of lately in the session that the node leads, itself included
 * @param commandsSeen commands the node has seen
 * @param heardIdx number of events of its master that it has taken in, also while they do not
 *     continue its own log
 */
public record ElectionView(LogPosition log, long members, long commandsSeen, long heardIdx) {

  /** Creates the view of a node whose log is all it has heard. */
  public ElectionView(LogPosition log, long members, long commandsSeen) {
    this(log, members, commandsSeen, log.nextIdx());
  }
}
