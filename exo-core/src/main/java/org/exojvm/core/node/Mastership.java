package org.exojvm.core.node;

import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Who is master: the seam behind which elections will stand.
 *
 * <p>Contract: called by several threads, never blocks, never throws; the same question has the
 * same answer until the mastership changes.
 */
public interface Mastership {

  /** Returns the node that is master as far as is known here; empty while nobody is. */
  Optional<NodeId> master();

  /**
   * Returns whether a session is to be obeyed from now on.
   *
   * @param offered the session somebody speaks of
   * @param current the session obeyed so far, null before the first
   */
  boolean supersedes(SessionId offered, @Nullable SessionId current);
}
