package org.exojvm.core.election;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.exojvm.api.id.NodeId;

/**
 * Why a node should be master, and who is right: the same for everybody who has heard the same
 * claims.
 *
 * <p>A claim whose log is the beginning of another's is out: the other knows more. What is left
 * differs because a cluster was split. Of those the side with more live members wins, so that a
 * machine that was alone for a week does not overrule the cluster that served; then the later
 * epoch, the longer log, seniority, commands seen, and the id.
 *
 * @param node the claimant
 * @param message what it said
 */
record Claim(NodeId node, ElectionMessage message) {

  private static final Comparator<Claim> STRENGTH =
      Comparator.<Claim>comparingLong(claim -> claim.message.members())
          .thenComparingLong(claim -> claim.message.log().epoch())
          .thenComparingLong(claim -> claim.message.nextIdx())
          .thenComparingLong(claim -> claim.message.seniority())
          .thenComparingLong(claim -> claim.message.commandsSeen())
          .thenComparing(claim -> claim.node.value());

  /** Returns the claim that wins. */
  static Claim best(List<Claim> claims) {
    ImmutableList<Claim> unbeaten =
        claims.stream()
            .filter(claim -> !claim.isOutrun(claims))
            .collect(ImmutableList.toImmutableList());
    // Only claims that contradict each other could all be outrun, and somebody must win.
    return Collections.max(unbeaten.isEmpty() ? claims : unbeaten, STRENGTH);
  }

  private boolean isOutrun(List<Claim> claims) {
    for (Claim other : claims) {
      if (other.message.log().isAheadOf(message.log())) {
        return true;
      }
    }
    return false;
  }
}
