package org.exojvm.mlx.sidechannel;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.exojvm.api.collection.Bytes;

/** What relays say to children and hear from them, within the limits. */
final class ChildIo {

  private ChildIo() {}

  static Bytes read(ByteStream child, int bytes, int rank, Fate fate) throws IOException {
    try (Fate.Deadline _ = fate.within(SideChannelWait.ROUND_FROM_CHILD, rank)) {
      return Bytes.copyOf(child.readFully(bytes));
    } catch (IOException e) {
      fate.gone(rank, "its child broke off within a round: " + e.getMessage());
      throw e;
    }
  }

  static void write(ByteStream child, byte[] bytes, int rank, Fate fate) throws IOException {
    try (Fate.Deadline _ = fate.within(SideChannelWait.ROUND_TO_CHILD, rank)) {
      child.write(bytes);
    } catch (IOException e) {
      fate.gone(rank, "its child broke off within a round: " + e.getMessage());
      throw e;
    }
  }

  /** Returns everything, in the order of the ranks. */
  static byte[] join(ImmutableList<Bytes> gathered) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    gathered.forEach(bytes -> joined.writeBytes(bytes.toArray()));
    return joined.toByteArray();
  }

  static RoundPlan next(RoundPlan plan, ImmutableList<Bytes> gathered, Rounds rounds)
      throws IOException {
    return switch (plan.after(gathered)) {
      case RoundPlan.Next(RoundPlan next) -> next;
      case RoundPlan.Refused(int liar, String reason) -> throw rounds.lied(liar, reason);
    };
  }
}
