package org.exojvm.transport.libp2p.payload;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.Uvarint;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.jspecify.annotations.Nullable;

/** Takes messages out of gossip, in the order of each author. */
public final class PayloadReader {

  /** Authors whose last number is known; the one heard of least lately is forgotten. */
  public static final int MAX_AUTHORS = 1_024;

  /** First parts that wait for their second; a further one is let go. */
  public static final int MAX_WAITING_PARTS = 64;

  /** What came of it. */
  public sealed interface Reading {

    /**
     * Messages to deliver, perhaps none yet.
     *
     * @param messages in order
     */
    record Messages(ImmutableList<byte[]> messages) implements Reading {}

    /** It came after a later one of its author. */
    record Late() implements Reading {}
  }

  private static final class Author {

    long lastSeqno;
    @Nullable ByteString firstPart;

    Author(long lastSeqno) {
      this.lastSeqno = lastSeqno;
    }
  }

  private static final Reading NONE_YET = new Reading.Messages(ImmutableList.of());

  private final int maxMessageBytes;
  private final Map<PeerId, Author> authors = new LinkedHashMap<>(16, 0.75f, true);
  private int waitingParts;

  /** Creates a reader of messages up to this size. */
  public PayloadReader(int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  /**
   * Takes in what an author has said under a number.
   *
   * @throws WireException if it is no batch and no part, or over a bound
   */
  public Reading read(PeerId author, long seqno, ByteString data) throws WireException {
    Author known = authors.get(author);
    if (known != null && Long.compareUnsigned(seqno, known.lastSeqno) <= 0) {
      return new Reading.Late();
    }
    boolean isNext = known != null && seqno == known.lastSeqno + 1;
    ByteString firstPart = isNext && known != null ? known.firstPart : null;
    Author current = known == null ? remember(author, seqno) : known;
    current.lastSeqno = seqno;
    setFirstPart(current, null);
    return switch (data.isEmpty() ? 0 : data.byteAt(0)) {
      case PayloadWriter.BATCH -> new Reading.Messages(batch(data.substring(1)));
      case PayloadWriter.PART -> part(current, firstPart, data);
      default -> throw new WireException("A message of " + data.size() + " bytes is no batch.");
    };
  }

  /** Forgets an author, who may begin with lower numbers then. */
  public void forget(PeerId author) {
    Author known = authors.remove(author);
    if (known != null) {
      setFirstPart(known, null);
    }
  }

  private Author remember(PeerId id, long seqno) {
    Author author = new Author(seqno);
    authors.put(id, author);
    if (authors.size() > MAX_AUTHORS) {
      forget(authors.keySet().iterator().next());
    }
    return author;
  }

  private void setFirstPart(Author author, @Nullable ByteString part) {
    waitingParts -= author.firstPart == null ? 0 : 1;
    author.firstPart = part;
    waitingParts += part == null ? 0 : 1;
  }

  private ImmutableList<byte[]> batch(ByteString data) throws WireException {
    ImmutableList.Builder<byte[]> messages = ImmutableList.builder();
    int count = 0;
    try (InputStream in = data.newInput()) {
      while (in.available() > 0) {
        long length = Uvarint.read(in::read, Uvarint.size(maxMessageBytes));
        if (length > Math.min(in.available(), maxMessageBytes)
            || ++count > PayloadWriter.MAX_BATCH_MESSAGES) {
          throw new WireException(
              "Message %d of a batch of %d bytes says it has %d."
                  .formatted(count, data.size(), length));
        }
        messages.add(in.readNBytes((int) length));
      }
    } catch (WireException e) {
      throw e;
    } catch (IOException e) {
      throw new WireException("A batch of " + data.size() + " bytes is cut short.", e);
    }
    return messages.build();
  }

  private Reading part(Author author, @Nullable ByteString firstPart, ByteString data)
      throws WireException {
    if (data.size() < PayloadWriter.PART_HEAD_BYTES
        || data.byteAt(2) != PayloadWriter.MAX_PARTS
        || data.byteAt(1) < 0
        || data.byteAt(1) >= PayloadWriter.MAX_PARTS) {
      throw new WireException("A part of " + data.size() + " bytes is none.");
    }
    ByteString part = data.substring(PayloadWriter.PART_HEAD_BYTES);
    if (data.byteAt(1) == 0) {
      setFirstPart(author, waitingParts < MAX_WAITING_PARTS ? part : null);
      return NONE_YET;
    }
    if (firstPart == null) {
      return NONE_YET;
    }
    if (firstPart.size() + part.size() > maxMessageBytes) {
      throw new WireException(
          "A message of %d and %d bytes is longer than the %d allowed."
              .formatted(firstPart.size(), part.size(), maxMessageBytes));
    }
    return new Reading.Messages(ImmutableList.of(firstPart.concat(part).toByteArray()));
  }
}
