package org.exojvm.core.election;

import org.exojvm.api.id.NodeId;

/**
 * One mastership: a master and the round that elected it.
 *
 * @param masterNodeId node that is master in this session
 * @param electionClock round of the election that opened the session
 */
public record SessionId(NodeId masterNodeId, long electionClock) {}
