package org.exojvm.core.node;

import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * One node is master for ever. Every start of it opens a new session, and the latest one counts.
 * While it is away nothing is decided; runners go on.
 *
 * @param masterId the node
 */
public record FixedMastership(NodeId masterId) implements Mastership {

  @Override
  public Optional<NodeId> master() {
    return Optional.of(masterId);
  }

  @Override
  public boolean supersedes(SessionId offered, @Nullable SessionId current) {
    return offered.masterNodeId().equals(masterId)
        && (current == null || offered.electionClock() > current.electionClock());
  }
}
