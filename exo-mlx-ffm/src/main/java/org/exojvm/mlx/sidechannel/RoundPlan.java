package org.exojvm.mlx.sidechannel;

import com.google.common.collect.ImmutableList;
import java.util.OptionalInt;
import org.exojvm.api.collection.Bytes;
import org.exojvm.mlx.group.JacclLimits;
import org.exojvm.mlx.group.JacclTopology;

/**
 * The rounds that JACCL makes while a group forms, for whoever has to know how many bytes come
 * next: nothing on the wire tells. The same in MLX 0.31.2 and 0.32.1 (mesh.cpp, ring.cpp and
 * utils.cpp of jaccl).
 *
 * <p>A list of addresses takes two rounds: its length as a number, then so many records of 32 bytes
 * as the longest list has. A mesh exchanges one list, a ring one per side; two numbers that mean
 * nothing end both. Pure.
 */
final class RoundPlan {

  /** One record: identifiers, queue pair number, sequence number and GID of a queue pair. */
  static final int RECORD_BYTES = 32;

  private enum Kind {
    LENGTH,
    RECORDS,
    BARRIER
  }

  private static final ImmutableList<Kind> MESH =
      ImmutableList.of(Kind.LENGTH, Kind.RECORDS, Kind.BARRIER, Kind.BARRIER);

  private static final ImmutableList<Kind> RING =
      ImmutableList.of(
          Kind.LENGTH, Kind.RECORDS, Kind.LENGTH, Kind.RECORDS, Kind.BARRIER, Kind.BARRIER);

  private final JacclTopology topology;
  private final int size;
  private final ImmutableList<Kind> left;
  private final int records;

  private RoundPlan(JacclTopology topology, int size, ImmutableList<Kind> left, int records) {
    this.topology = topology;
    this.size = size;
    this.left = left;
    this.records = records;
  }

  static RoundPlan of(JacclTopology topology, int size) {
    return new RoundPlan(topology, size, topology == JacclTopology.MESH ? MESH : RING, 0);
  }

  /** Returns how many bytes every rank sends in the next round; empty when there is none. */
  OptionalInt nextBytes() {
    if (left.isEmpty()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        switch (left.getFirst()) {
          case LENGTH, BARRIER -> Int32.BYTES;
          case RECORDS -> RECORD_BYTES * records;
        });
  }

  /** What a round led to. */
  sealed interface Step {}

  /** The plan for what follows. */
  record Next(RoundPlan plan) implements Step {}

  /** The round cannot have happened. */
  record Refused(int rank, String reason) implements Step {}

  /**
   * Returns the plan after a round, given what the ranks sent, each as many as {@link #nextBytes}.
   */
  Step after(ImmutableList<Bytes> gathered) {
    Kind done = left.getFirst();
    ImmutableList<Kind> rest = left.subList(1, left.size());
    if (done != Kind.LENGTH) {
      return new Next(new RoundPlan(topology, size, rest, 0));
    }
    int longest = 0;
    for (int rank = 0; rank < gathered.size(); rank++) {
      int length = Int32.decode(gathered.get(rank).toArray(), 0);
      if (!isLength(length)) {
        return new Refused(
            rank, "a list of " + length + " addresses in a " + topology + " of " + size);
      }
      longest = Math.max(longest, length);
    }
    return new Next(new RoundPlan(topology, size, rest, longest));
  }

  private boolean isLength(int length) {
    return switch (topology) {
      case MESH -> length == size;
      case RING -> length >= 1 && length <= JacclLimits.RING_WIRES_MAX;
    };
  }
}
