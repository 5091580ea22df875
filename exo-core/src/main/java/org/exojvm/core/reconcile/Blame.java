package org.exojvm.core.reconcile;

import java.util.Optional;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * Which rank of an instance that failed is to blame (D4): the first that reported a cause of its
 * own, in the order in which the master indexed the reports; when none did, the first whose cause
 * is not known. Ranks that fell because another one went away, and those whose node was started
 * anew, are never to blame, so it may be that nobody is.
 *
 * @param node node of the rank to blame
 * @param message what the rank said
 */
public record Blame(NodeId node, String message) {

  private static final String NO_MESSAGE = "no reason told";

  /** Returns the rank to blame, if there is one. */
  public static Optional<Blame> of(Instance instance, State state) {
    Blame blamed = null;
    FailureCause cause = null;
    long atIdx = Long.MAX_VALUE;
    for (NodeId node : RankedNodes.of(instance.shardAssignments())) {
      RunnerId runner = RankedNodes.runner(instance.shardAssignments(), node);
      if (state.runners().get(runner) instanceof RunnerFailed(var message)) {
        FailureCause own = FailureCause.of(message);
        long idx = failedAt(state.runnerBindings().get(runner));
        if (isCharged(own) && (cause == null || isBefore(own, idx, cause, atIdx))) {
          blamed = new Blame(node, message == null ? NO_MESSAGE : message);
          cause = own;
          atIdx = idx;
        }
      }
    }
    return Optional.ofNullable(blamed);
  }

  private static boolean isCharged(FailureCause cause) {
    return switch (cause) {
      case OWN, UNKNOWN -> true;
      case PEER, NODE_STARTED -> false;
    };
  }

  private static boolean isBefore(FailureCause cause, long idx, FailureCause other, long otherIdx) {
    return cause == other ? idx < otherIdx : cause == FailureCause.OWN;
  }

  /** States of older versions do not know; theirs comes last. */
  private static long failedAt(@Nullable RunnerBinding binding) {
    Long at = binding == null ? null : binding.failedAtIdx();
    return at == null ? Long.MAX_VALUE : at;
  }
}
