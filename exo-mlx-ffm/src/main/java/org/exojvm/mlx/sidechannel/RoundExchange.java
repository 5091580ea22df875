package org.exojvm.mlx.sidechannel;

import com.google.common.collect.ImmutableMap;
import java.util.concurrent.CompletionStage;
import org.exojvm.api.collection.Bytes;

/**
 * Rounds of the control plane: every rank contributes to a round, and once the last one has, all
 * are given what all have contributed. {@code RunnerListener.onContribution} and {@code
 * Runner.deliver} of the engine SPI are such an exchange.
 */
public interface RoundExchange {

  /**
   * Contributes to a round.
   *
   * @param sequence number of the round, from 0 and rising
   * @param contribution what this rank contributes, at most {@link
   *     SideChannelLimits#ROUND_BYTES_MAX} bytes
   * @return completes with the contributions of all ranks by rank; perhaps never, perhaps with
   *     something else: the caller has a deadline and checks
   */
  CompletionStage<ImmutableMap<Integer, Bytes>> exchange(long sequence, Bytes contribution);
}
