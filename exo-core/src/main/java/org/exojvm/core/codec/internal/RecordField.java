package org.exojvm.core.codec.internal;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field of a record: its name in both spellings, how its value is read and written, and what
 * stands in when it is absent.
 *
 * @param <V> the value
 */
final class RecordField<V> {

  /** What happens when the field is absent, and when its value is the default. */
  enum Presence {
    /** Absence is an error. */
    REQUIRED,
    /** Absence means the default; always written. */
    OPTIONAL,
    /** Absence means the default; not written while it holds the default. */
    EXTENSION
  }

  /** The name of a field in every spelling, prepared for reading and for writing. */
  static final class Names {
    private final SerializableString[] texts = new SerializableString[Spelling.COUNT];

    /** {@code ,"name":} as bytes; the first field of an object starts behind the comma. */
    private final byte[][] prefixes = new byte[Spelling.COUNT][];

    Names(String snakeName, boolean aliased) {
      for (Spelling spelling : Spelling.values()) {
        String name = aliased ? spelling.of(snakeName) : snakeName;
        texts[spelling.column()] = new SerializedString(name);
        prefixes[spelling.column()] = (",\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
      }
    }
  }

  private final Names names;
  private final Presence presence;
  private final boolean nullable;
  private final ValueCodec<V> codec;
  private final @Nullable V absent;

  RecordField(
      Names names, Presence presence, boolean nullable, ValueCodec<V> codec, @Nullable V absent) {
    this.names = names;
    this.presence = presence;
    this.nullable = nullable;
    this.codec = codec;
    this.absent = absent;
  }

  SerializableString name(Spelling spelling) {
    return names.texts[spelling.column()];
  }

  boolean isRequired() {
    return presence == Presence.REQUIRED;
  }

  @Nullable V absent() {
    return absent;
  }

  @Nullable V read(JsonReader in) throws MalformedValue, IOException {
    return nullable && in.isNull() ? null : codec.read(in);
  }

  /** Appends name and value, unless an extension holds its default; returns whether it did. */
  @SuppressWarnings("unchecked") // the table lists the components in the order of the fields
  boolean write(JsonWriter out, @Nullable Object component, boolean first) {
    if (presence == Presence.EXTENSION && Objects.equals(component, absent)) {
      return false;
    }
    out.raw(names.prefixes[out.spelling().column()], first ? 1 : 0);
    if (component == null) {
      out.nullValue();
    } else {
      codec.write(out, (V) component);
    }
    return true;
  }
}
