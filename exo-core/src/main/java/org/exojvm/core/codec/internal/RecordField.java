package org.exojvm.core.codec.internal;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One field of a record: its name in both spellings, how its value is read and written, and what
 * stands in when it is absent.
 *
 * @param <T> the record
 * @param <V> the value
 */
final class RecordField<T, V> {

  /** Reads a component of a record. */
  interface Getter<T, V> {
    @Nullable V get(T from);
  }

  /** What happens when the field is absent, and when its value is the default. */
  enum Presence {
    /** Absence is an error. */
    REQUIRED,
    /** Absence means the default; always written. */
    OPTIONAL,
    /** Absence means the default; not written while it holds the default. */
    EXTENSION
  }

  private final Presence presence;
  private final ValueCodec<V> codec;
  private final Getter<T, V> getter;
  private final @Nullable V absent;
  private final SerializableString[] names = new SerializableString[Spelling.COUNT];

  /** {@code ,"name":} as bytes; the first field of an object starts behind the comma. */
  private final byte[][] prefixes = new byte[Spelling.COUNT][];

  RecordField(
      String snakeName,
      boolean aliased,
      Presence presence,
      ValueCodec<V> codec,
      Getter<T, V> getter,
      @Nullable V absent) {
    this.presence = presence;
    this.codec = codec;
    this.getter = getter;
    this.absent = absent;
    for (Spelling spelling : Spelling.values()) {
      String name = aliased ? spelling.of(snakeName) : snakeName;
      names[spelling.column()] = new SerializedString(name);
      prefixes[spelling.column()] = (",\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
    }
  }

  SerializableString name(Spelling spelling) {
    return names[spelling.column()];
  }

  boolean isRequired() {
    return presence == Presence.REQUIRED;
  }

  @Nullable V absent() {
    return absent;
  }

  @Nullable V read(JsonReader in) throws MalformedValue, IOException {
    return codec.read(in);
  }

  /** Appends name and value, unless an extension holds its default; returns whether it did. */
  @SuppressWarnings("NullAway") // a codec for null is behind every component that may be null
  boolean write(JsonWriter out, T value, boolean first) {
    V component = getter.get(value);
    if (presence == Presence.EXTENSION
        && (component == null ? absent == null : component.equals(absent))) {
      return false;
    }
    out.raw(prefixes[out.spelling().column()], first ? 1 : 0);
    codec.write(out, component);
    return true;
  }
}
