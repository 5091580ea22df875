package org.exojvm.mlx.sidechannel;

import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.exojvm.api.collection.Bytes;

/** A control plane in memory: a round is gathered when all ranks have contributed. */
final class MemoryRounds {

  private final int size;
  private final Map<Long, Map<Integer, Bytes>> contributions = new HashMap<>();
  private final Map<Long, CompletableFuture<ImmutableMap<Integer, Bytes>>> gathered =
      new HashMap<>();

  MemoryRounds(int size) {
    this.size = size;
  }

  /** The side of one rank. */
  RoundExchange of(int rank) {
    return of(rank, UnaryOperator.identity());
  }

  /** The side of a rank whose contributions are changed on their way. */
  RoundExchange of(int rank, UnaryOperator<Bytes> change) {
    return (sequence, contribution) -> contribute(sequence, rank, change.apply(contribution));
  }

  synchronized CompletableFuture<ImmutableMap<Integer, Bytes>> contribute(
      long sequence, int rank, Bytes contribution) {
    Map<Integer, Bytes> round = contributions.computeIfAbsent(sequence, _ -> new TreeMap<>());
    round.put(rank, contribution);
    CompletableFuture<ImmutableMap<Integer, Bytes>> result =
        gathered.computeIfAbsent(sequence, _ -> new CompletableFuture<>());
    if (round.size() == size) {
      result.complete(ImmutableMap.copyOf(round));
    }
    return result;
  }
}
