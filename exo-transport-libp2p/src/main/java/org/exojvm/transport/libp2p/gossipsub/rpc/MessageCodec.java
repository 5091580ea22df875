package org.exojvm.transport.libp2p.gossipsub.rpc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.proto.ProtoReader;
import org.jspecify.annotations.Nullable;

/**
 * One message as protobuf: {@code from = 1, data = 2, seqno = 3, topic = 4, signature = 5, key =
 * 6}, written in this order, without which signatures would not match.
 */
public final class MessageCodec {

  private static final byte[] SIGN_PREFIX = "libp2p-pubsub:".getBytes(US_ASCII);

  private static final int FROM = 1;
  private static final int DATA = 2;
  private static final int SEQNO = 3;
  private static final int TOPIC = 4;
  private static final int SIGNATURE = 5;
  private static final int KEY = 6;

  private MessageCodec() {}

  /**
   * Returns what the author of a message signs: a prefix, then the message without signature and
   * key. Written anew from what was understood, so fields that are not known are not signed.
   */
  public static byte[] signedBytes(RawMessage message) {
    RawMessage unsigned =
        new RawMessage(
            message.from(), message.data(), message.seqno(), message.topic(), null, null);
    byte[] bytes = new byte[SIGN_PREFIX.length + size(unsigned)];
    System.arraycopy(SIGN_PREFIX, 0, bytes, 0, SIGN_PREFIX.length);
    writeInto(CodedOutputStream.newInstance(bytes, SIGN_PREFIX.length, size(unsigned)), unsigned);
    return bytes;
  }

  /** Returns how many bytes a message takes, without tag and length before it. */
  static int size(RawMessage message) {
    return size(FROM, message.from())
        + size(DATA, message.data())
        + size(SEQNO, message.seqno())
        + CodedOutputStream.computeStringSize(TOPIC, message.topic())
        + size(SIGNATURE, message.signature())
        + size(KEY, message.key());
  }

  private static int size(int field, @Nullable ByteString value) {
    return value == null ? 0 : CodedOutputStream.computeBytesSize(field, value);
  }

  static void write(CodedOutputStream out, RawMessage message) throws IOException {
    write(out, FROM, message.from());
    write(out, DATA, message.data());
    write(out, SEQNO, message.seqno());
    out.writeString(TOPIC, message.topic());
    write(out, SIGNATURE, message.signature());
    write(out, KEY, message.key());
  }

  private static void write(CodedOutputStream out, int field, @Nullable ByteString value)
      throws IOException {
    if (value != null) {
      out.writeBytes(field, value);
    }
  }

  private static void writeInto(CodedOutputStream array, RawMessage message) {
    try {
      write(array, message);
      array.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException("An array of the right size was too small.", e);
    }
  }

  /**
   * Reads a message; of a field that comes twice the last counts. The fields are parts of the
   * bytes, unless these hold so much else that it would be kept for nothing.
   */
  static RawMessage read(byte[] bytes) throws WireException {
    ProtoReader in = new ProtoReader(bytes, RpcLimits.MAX_MESSAGE_FIELDS);
    @Nullable ByteString from = null;
    ByteString data = ByteString.EMPTY;
    @Nullable ByteString seqno = null;
    @Nullable String topic = null;
    @Nullable ByteString signature = null;
    @Nullable ByteString key = null;
    while (in.next()) {
      switch (in.field()) {
        case FROM -> from = in.slice(RpcLimits.MAX_FIELD_BYTES);
        case DATA -> data = in.slice(RpcLimits.MAX_RPC_BYTES);
        case SEQNO -> seqno = in.slice(RpcLimits.MAX_FIELD_BYTES);
        case TOPIC -> topic = in.string(RpcLimits.MAX_TOPIC_BYTES);
        case SIGNATURE -> signature = in.slice(RpcLimits.MAX_FIELD_BYTES);
        case KEY -> key = in.slice(RpcLimits.MAX_FIELD_BYTES);
        default -> in.skip();
      }
    }
    if (topic == null) {
      throw new WireException("A message has no topic, which is required.");
    }
    RawMessage message = new RawMessage(from, data, seqno, topic, signature, key);
    return size(message) < bytes.length / 2 ? compact(message) : message;
  }

  private static RawMessage compact(RawMessage message) {
    return new RawMessage(
        copy(message.from()),
        ByteString.copyFrom(message.data().asReadOnlyByteBuffer()),
        copy(message.seqno()),
        message.topic(),
        copy(message.signature()),
        copy(message.key()));
  }

  private static @Nullable ByteString copy(@Nullable ByteString value) {
    return value == null ? null : ByteString.copyFrom(value.asReadOnlyByteBuffer());
  }
}
