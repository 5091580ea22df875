package org.exojvm.transport.libp2p.gossipsub.router;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.Map;
import org.exojvm.transport.libp2p.gossipsub.rpc.RawMessage;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.jspecify.annotations.Nullable;

/** Finds author and number of messages; keeps ids of authors, for forming their text is slow. */
final class MessageReader {

  private final Map<ByteString, PeerId> authors = new HashMap<>();

  /** What came of it: a message, or why there is none. */
  sealed interface Reading {

    record Message(GossipMessage message) implements Reading {}

    record Refused(DropReason reason) implements Reading {}
  }

  Reading read(RawMessage raw) {
    PeerId author = author(raw.from());
    ByteString seqno = raw.seqno();
    if (author == null) {
      return new Reading.Refused(DropReason.BAD_AUTHOR);
    }
    if (seqno == null || seqno.size() != Long.BYTES) {
      return new Reading.Refused(DropReason.BAD_SEQNO);
    }
    long number = seqno.asReadOnlyByteBuffer().getLong();
    return new Reading.Message(GossipMessage.of(author, number, raw));
  }

  private @Nullable PeerId author(@Nullable ByteString from) {
    PeerId known = from == null ? null : authors.get(from);
    if (from == null || known != null) {
      return known;
    }
    try {
      PeerId author = PeerId.ofBytes(from.toByteArray());
      if (authors.size() >= RouterLimits.MAX_AUTHORS) {
        authors.clear();
      }
      authors.put(from, author);
      return author;
    } catch (WireException _) {
      return null;
    }
  }
}
