package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;

/** S8: replaying the journal gives the same State, byte for byte. Keeps the hash of the journal. */
final class JournalLaw {

  private static final ExoJson JSON = ExoJson.wire();

  private static final int READ_AT_A_TIME = 1_000;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final MessageDigest digest;

  JournalLaw() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /** Takes an event into the hash of the journal and returns its own. */
  long add(IndexedEvent event) {
    byte[] json = JSON.encodeToBytes(WireTypes.EVENT, event.event());
    String from = event.sourceNode() == null ? "" : event.sourceNode().value();
    digest.update(json);
    digest.update(from.getBytes(StandardCharsets.UTF_8));
    return hash(json, from);
  }

  /** Folds eight bytes at a time; it tells apart what is not made to look alike. */
  private static long hash(byte[] json, String from) {
    long hash = 0xCBF29CE484222325L ^ from.hashCode();
    int at = 0;
    for (; at <= json.length - Long.BYTES; at += Long.BYTES) {
      hash = Long.rotateLeft((hash ^ (long) LONGS.get(json, at)) * 0x100000001B3L, 29);
    }
    for (; at < json.length; at++) {
      hash = (hash ^ json[at]) * 0x100000001B3L;
    }
    return hash;
  }

  /** Returns the hash of all events so far; may be asked once. */
  String journalHash() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Replays what was journalled behind a state, up to another, and compares. */
  static void replay(EventLog log, State from, State state) {
    State next = from;
    long toIdx = state.lastEventAppliedIdx();
    while (next.lastEventAppliedIdx() < toIdx) {
      long fromIdx = next.lastEventAppliedIdx() + 1;
      ImmutableList<LogEntry> read =
          read(log, fromIdx, (int) Math.min(READ_AT_A_TIME, toIdx - fromIdx + 1));
      if (read.isEmpty()) {
        throw new BrokenRuleException(
            "S8", "The journal has no event %d, the node has told %d.".formatted(fromIdx, toIdx));
      }
      for (LogEntry entry : read) {
        next = EventApplier.apply(next, entry.event());
      }
    }
    if (!next.equals(state) || !Arrays.equals(bytes(next), bytes(state))) {
      throw new BrokenRuleException(
          "S8",
          "Replay of the journal up to event %d gives another State than the node holds at %d."
              .formatted(next.lastEventAppliedIdx(), state.lastEventAppliedIdx()));
    }
  }

  static ImmutableList<LogEntry> read(EventLog log, long fromIdx, int max) {
    try {
      return log.read(fromIdx, max);
    } catch (JournalException impossible) {
      throw new IllegalStateException("A log in memory has failed.", impossible);
    }
  }

  private static byte[] bytes(State state) {
    return JSON.encodeToBytes(WireTypes.STATE, state);
  }
}
