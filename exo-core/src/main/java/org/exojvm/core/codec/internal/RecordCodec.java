package org.exojvm.core.codec.internal;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.exojvm.core.codec.internal.RecordField.Presence;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes one record type by its table of fields. Fields may come in any order, the usual
 * one is the quick one.
 *
 * @param <T> the record
 */
public final class RecordCodec<T> implements ValueCodec<T> {

  private static final int END = -1;

  private record Null() {}

  /** Stands in a slot for a null that was sent, so that a second one is seen as a duplicate. */
  private static final Null NULL = new Null();

  private final String name;
  private final boolean ignoresUnknown;
  private final RecordField<?>[] fields;
  private final SerializableString[][] names;
  private final Function<Slots, T> constructor;
  private final Function<T, @Nullable Object[]> components;

  private RecordCodec(
      Builder<T> builder,
      Function<Slots, T> constructor,
      Function<T, @Nullable Object[]> components) {
    this.name = builder.name;
    this.ignoresUnknown = builder.ignoresUnknown;
    this.fields = builder.fields.toArray(new RecordField<?>[0]);
    this.constructor = constructor;
    this.components = components;
    this.names = new SerializableString[Spelling.COUNT][];
    for (Spelling spelling : Spelling.values()) {
      names[spelling.column()] =
          builder.fields.stream()
              .map(field -> field.name(spelling))
              .toArray(SerializableString[]::new);
    }
  }

  /** Starts the table of a record whose fields have camel case names in the API. */
  static <T> Builder<T> record(String name) {
    return new Builder<>(name, true);
  }

  /** Starts the table of a record whose fields read alike in both spellings. */
  static <T> Builder<T> plainRecord(String name) {
    return new Builder<>(name, false);
  }

  /** Returns the name of the type, which is its tag where it is tagged. */
  String name() {
    return name;
  }

  @Override
  public T read(JsonReader in) throws MalformedValue, IOException {
    in.requireObject(name);
    return readFields(in, nextField(in, 0));
  }

  /** Reads on behind a first field name that was read already. */
  T readFromName(JsonReader in, String firstName) throws MalformedValue, IOException {
    int first = indexOf(firstName, in.spelling(), 0);
    if (first == END) {
      throw unknown(in, firstName);
    }
    return readFields(in, first);
  }

  /** Returns whether a name is one of the fields. */
  boolean hasField(String fieldName, Spelling spelling) {
    return indexOf(fieldName, spelling, 0) != END;
  }

  private T readFields(JsonReader in, int first) throws MalformedValue, IOException {
    @Nullable Object[] slots = new Object[fields.length];
    for (int at = first; at != END; at = nextField(in, at + 1)) {
      if (slots[at] != null) {
        throw new MalformedValue(
            "The field \"" + in.name() + "\" occurs twice in " + name + ".", "Send it once.");
      }
      in.next();
      Object value = fields[at].read(in);
      slots[at] = value == null ? NULL : value;
    }
    return construct(in, slots);
  }

  private int nextField(JsonReader in, int expected) throws MalformedValue, IOException {
    SerializableString[] known = names[in.spelling().column()];
    if (expected < known.length && in.nextNameIs(known[expected])) {
      return expected;
    }
    if (expected >= known.length) {
      in.next();
    }
    while (in.token() != JsonToken.END_OBJECT) {
      String found = String.valueOf(in.name());
      int at = indexOf(found, in.spelling(), expected);
      if (at != END) {
        return at;
      }
      if (!ignoresUnknown) {
        throw unknown(in, found);
      }
      in.skipValue();
      in.next();
    }
    return END;
  }

  /** Looks at the fields behind the expected one first: others were left out as defaults. */
  private int indexOf(String fieldName, Spelling spelling, int expected) {
    SerializableString[] known = names[spelling.column()];
    for (int i = 0; i < known.length; i++) {
      int at = expected + i < known.length ? expected + i : expected + i - known.length;
      if (at < known.length && known[at].getValue().equals(fieldName)) {
        return at;
      }
    }
    return END;
  }

  private MalformedValue unknown(JsonReader in, String fieldName) {
    List<String> known =
        List.of(names[in.spelling().column()]).stream().map(SerializableString::getValue).toList();
    return new MalformedValue(
        "%s has no field \"%s\".".formatted(name, JsonReader.shorten(fieldName)),
        known.isEmpty() ? "It has no fields at all." : "Use one of " + known + ".");
  }

  private T construct(JsonReader in, @Nullable Object[] slots) throws MalformedValue {
    for (int i = 0; i < slots.length; i++) {
      Object value = slots[i];
      if (value == null) {
        if (fields[i].isRequired()) {
          throw new MalformedValue(
              "The field \"%s\" of %s is missing.".formatted(fields[i].name(in.spelling()), name),
              "It has no default, send it.");
        }
        slots[i] = fields[i].absent();
      } else if (value instanceof Null) {
        slots[i] = null;
      }
    }
    return constructor.apply(new Slots(slots));
  }

  @Override
  public void write(JsonWriter out, T value) {
    @Nullable Object[] values = components.apply(value);
    if (values.length != fields.length) {
      throw new IllegalStateException(
          "The table of %s has %d fields but %d components. Maybe add the new one to both."
              .formatted(name, fields.length, values.length));
    }
    out.open('{');
    boolean first = true;
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].write(out, values[i], first)) {
        first = false;
      }
    }
    out.close('}');
  }

  /** Collects the table of a record. */
  static final class Builder<T> {
    private final String name;
    private final boolean aliased;
    private boolean ignoresUnknown;
    private final List<RecordField<?>> fields = new ArrayList<>();

    private Builder(String name, boolean aliased) {
      this.name = name;
      this.aliased = aliased;
    }

    /** Unknown fields are skipped instead of rejected. */
    Builder<T> ignoringUnknown() {
      ignoresUnknown = true;
      return this;
    }

    <V> Builder<T> required(String field, ValueCodec<V> codec) {
      return add(field, Presence.REQUIRED, false, codec, null);
    }

    /** A field that must be there, if only as null. */
    <V> Builder<T> requiredOrNull(String field, ValueCodec<V> codec) {
      return add(field, Presence.REQUIRED, true, codec, null);
    }

    <V> Builder<T> optional(String field, ValueCodec<V> codec, V absent) {
      return add(field, Presence.OPTIONAL, false, codec, absent);
    }

    /** A field that is null when absent and may be sent as null. */
    <V> Builder<T> nullable(String field, ValueCodec<V> codec) {
      return add(field, Presence.OPTIONAL, true, codec, null);
    }

    /** A field that has a default when absent and may be sent as null. */
    <V> Builder<T> nullableOr(String field, ValueCodec<V> codec, V absent) {
      return add(field, Presence.OPTIONAL, true, codec, absent);
    }

    /** A field beyond the reference's, left out while it holds its default. */
    <V> Builder<T> extension(String field, ValueCodec<V> codec, V absent) {
      return add(field, Presence.EXTENSION, false, codec, absent);
    }

    /** An extension that is null when absent. */
    <V> Builder<T> nullableExtension(String field, ValueCodec<V> codec) {
      return add(field, Presence.EXTENSION, true, codec, null);
    }

    private <V> Builder<T> add(
        String field,
        Presence presence,
        boolean nullable,
        ValueCodec<V> codec,
        @Nullable V absent) {
      RecordField.Names names = new RecordField.Names(field, aliased);
      fields.add(new RecordField<>(names, presence, nullable, codec, absent));
      return this;
    }

    /**
     * Completes the table.
     *
     * @param constructor makes a record of the values in table order
     * @param components returns the values of a record in table order; one call for all, because a
     *     call per field is what encoding would spend its time on
     */
    RecordCodec<T> build(
        Function<Slots, T> constructor, Function<T, @Nullable Object[]> components) {
      return new RecordCodec<>(this, constructor, components);
    }
  }
}
