package org.exojvm.mlx.sidechannel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import org.exojvm.api.collection.Bytes;

/** A side of {@link RoundExchange} that has a deadline and believes nothing. */
final class Rounds {

  private static final Bytes NOTHING = Bytes.copyOf(new byte[0]);

  private final RoundExchange exchange;
  private final int rank;
  private final int size;
  private final Fate fate;

  Rounds(RoundExchange exchange, int rank, int size, Fate fate) {
    this.exchange = exchange;
    this.rank = rank;
    this.size = size;
    this.fate = fate;
  }

  /** Takes part in a round in which the ranks above 0 send so many bytes each, and rank 0 none. */
  ImmutableList<Bytes> fromOthers(long sequence, Bytes own, int bytes)
      throws IOException, InterruptedException {
    ImmutableList<Bytes> gathered = gather(sequence, rank == 0 ? NOTHING : own);
    checkSize(gathered.getFirst(), 0, 0);
    for (int other = 1; other < size; other++) {
      checkSize(gathered.get(other), other, bytes);
    }
    return gathered;
  }

  /** Takes part in a round in which rank 0 sends so many bytes, and the others none. */
  Bytes fromFirst(long sequence, Bytes own, int bytes) throws IOException, InterruptedException {
    ImmutableList<Bytes> gathered = gather(sequence, rank == 0 ? own : NOTHING);
    checkSize(gathered.getFirst(), 0, bytes);
    for (int other = 1; other < size; other++) {
      checkSize(gathered.get(other), other, 0);
    }
    return gathered.getFirst();
  }

  /** Takes part in a round in which all ranks send equally many bytes. */
  ImmutableList<Bytes> fromAll(long sequence, Bytes own) throws IOException, InterruptedException {
    ImmutableList<Bytes> gathered = gather(sequence, own);
    for (int other = 0; other < size; other++) {
      checkSize(gathered.get(other), other, own.size());
    }
    return gathered;
  }

  private ImmutableList<Bytes> gather(long sequence, Bytes own)
      throws IOException, InterruptedException {
    ImmutableMap<Integer, Bytes> byRank;
    try (Fate.Deadline _ = fate.within(SideChannelWait.ROUND_GATHERED, rank)) {
      byRank = fate.await(exchange.exchange(sequence, own));
    }
    ImmutableList.Builder<Bytes> gathered = ImmutableList.builder();
    for (int other = 0; other < size; other++) {
      Bytes contribution = byRank.get(other);
      if (contribution == null || byRank.size() != size) {
        throw lied(
            other, "round " + sequence + " has the ranks " + byRank.keySet() + ", not " + size);
      }
      gathered.add(contribution);
    }
    if (!own.equals(byRank.get(rank))) {
      throw lied(rank, "round " + sequence + " came back with other bytes of its own");
    }
    return gathered.build();
  }

  private void checkSize(Bytes contribution, int other, int bytes) throws IOException {
    if (contribution.size() != bytes) {
      throw lied(other, "it contributed " + contribution.size() + " bytes, not " + bytes);
    }
  }

  /** Ends the side channel because a rank said what cannot be. */
  IOException lied(int liar, String detail) {
    fate.end(new SideChannelEnd.Lied(liar, detail));
    return new IOException(detail);
  }
}
