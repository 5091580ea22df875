package org.exojvm.core.election;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.check.Checks;
import org.exojvm.api.id.NodeId;

/**
 * Who is master, for one node: the seam behind which campaigns stand, a master that is fixed, or a
 * replicated log of an existing engine.
 *
 * <p>Contract:
 *
 * <ul>
 *   <li><b>Step function.</b> One input in, outputs to be carried out in order. Called by one
 *       thread, never blocks, never throws for what comes in. What takes time comes back as a
 *       message or a timer.
 *   <li><b>Life cycle.</b> {@link ElectionInput.Begun} is the first input and comes once.
 *   <li><b>Leading.</b> {@link ElectionOutput.Lead} names a session that no mastership had before,
 *       of this node. Between it and {@link ElectionOutput.StopLeading} the node is master; there
 *       is no second {@code Lead} in between. After {@link ElectionInput.LeadingFailed} it leads no
 *       more.
 *   <li><b>Following.</b> {@link ElectionOutput.Follow} names a session of another node. It comes
 *       after {@code StopLeading} on a node that led.
 *   <li><b>Liveness.</b> While candidates reach each other one of them leads, in bounded time.
 * </ul>
 *
 * <p>Its test class is {@code MastershipContract}.
 */
public interface Mastership {

  /** Takes one input and returns what the shell has to do, in order. */
  ImmutableList<ElectionOutput> step(ElectionInput input, ElectionView now);

  /** Makes the mastership of a node. */
  @FunctionalInterface
  interface Provider {

    /**
     * Returns the mastership of a node; called once, when the node starts.
     *
     * @param self the node
     * @param candidate whether it may be master
     * @param boot number of this start of the node, never the same twice
     */
    Mastership create(NodeId self, boolean candidate, long boot);
  }

  /** Returns elections: any candidate can become master. */
  static Provider elected(ElectionConfig config) {
    return elected(config, 0);
  }

  /**
   * Returns elections in which a node stands with a seniority. Of candidates that know equally much
   * the most senior wins; it does not depose a master that others follow, nor win over one that
   * knows more, for that would lose what was acknowledged.
   *
   * @param seniority 0 or more; {@link ElectionMessage#PREFERRED} for a node that shall be master
   */
  static Provider elected(ElectionConfig config, long seniority) {
    Checks.inRange(seniority >= 0, "Mastership.seniority", seniority, "at least 0");
    return (self, candidate, boot) -> {
      int[] nonce = {(int) boot};
      return new ElectionCore(
          self, config, candidate ? seniority : ElectionMessage.NO_CANDIDATE, () -> nonce[0]++);
    };
  }

  /**
   * Returns a mastership for ever: while that node is away nothing is decided, and runners go on.
   */
  static Provider fixed(NodeId master) {
    return (self, candidate, boot) -> new FixedMastership(self, master, boot);
  }
}
