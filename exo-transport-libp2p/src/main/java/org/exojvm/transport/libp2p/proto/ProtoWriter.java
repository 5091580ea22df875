package org.exojvm.transport.libp2p.proto;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes the fields of one message, in the order of the calls. */
public final class ProtoWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  /** Adds a field of bytes, or a message in a message. */
  public ProtoWriter bytes(int field, byte[] value) {
    return writing(() -> out.writeByteArray(field, value));
  }

  /** Adds a field of text. */
  public ProtoWriter string(int field, String value) {
    return writing(() -> out.writeString(field, value));
  }

  /** Adds a number; a negative one stands for one of the largest. */
  public ProtoWriter uint64(int field, long value) {
    return writing(() -> out.writeUInt64(field, value));
  }

  /** Adds a truth value. */
  public ProtoWriter bool(int field, boolean value) {
    return writing(() -> out.writeBool(field, value));
  }

  /** Returns the message. */
  public byte[] toByteArray() {
    writing(out::flush);
    return bytes.toByteArray();
  }

  private interface Write {

    void write() throws IOException;
  }

  private ProtoWriter writing(Write write) {
    try {
      write.write();
    } catch (IOException e) {
      throw new UncheckedIOException("An array refuses bytes. This is a fault of the JVM.", e);
    }
    return this;
  }
}
