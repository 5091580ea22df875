package org.exojvm.core.codec.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes one of several records as {@code {"TypeName":{fields}}}: exactly one tag, and
 * never the bare fields (D11).
 *
 * @param <T> what the variants have in common
 */
public final class UnionCodec<T> implements ValueCodec<T> {

  /** Reads an object whose first name is no tag, from behind that name to the closing brace. */
  interface Untagged<T> {
    T read(JsonReader in, String firstName, Unknown unknown) throws MalformedValue, IOException;
  }

  /** Makes the problem that a name is no tag. */
  interface Unknown {
    MalformedValue tag(String found);
  }

  /** One record of the union; {@code opening} is what stands before its fields. */
  private static final class Variant<V> {
    private final byte[] opening;
    private final ValueCodec<V> codec;

    private Variant(String opening, ValueCodec<V> codec) {
      this.opening = opening.getBytes(StandardCharsets.UTF_8);
      this.codec = codec;
    }

    @SuppressWarnings("unchecked") // variants are found by the class of the value
    private void write(JsonWriter out, Object value) {
      out.raw(opening, 0);
      codec.write(out, (V) value);
      if (opening.length > 0) {
        out.ascii('}');
      }
    }
  }

  private final String name;
  private final ImmutableMap<String, Variant<? extends T>> byTag;
  private final ImmutableMap<Class<?>, Variant<? extends T>> byClass;
  private final ImmutableList<Builder<T>> alone;
  private final @Nullable Untagged<T> untagged;

  private UnionCodec(Builder<T> builder) {
    this.name = builder.name;
    this.byTag = ImmutableMap.copyOf(builder.byTag);
    this.byClass = ImmutableMap.copyOf(builder.byClass);
    this.alone = ImmutableList.copyOf(builder.alone);
    this.untagged = builder.untagged;
  }

  static <T> Builder<T> union(String name) {
    return new Builder<>(name);
  }

  /** Returns the classes of all variants. */
  ImmutableSet<Class<?>> variantClasses() {
    return byClass.keySet();
  }

  /** Returns for every tag a union of that one variant. */
  public ImmutableMap<String, UnionCodec<T>> alone() {
    ImmutableMap.Builder<String, UnionCodec<T>> unions = ImmutableMap.builder();
    for (Builder<T> builder : alone) {
      unions.put(builder.name, builder.build());
    }
    return unions.buildOrThrow();
  }

  @Override
  public T read(JsonReader in) throws MalformedValue, IOException {
    in.requireObject(name);
    String tag = in.nextName();
    if (tag == null) {
      throw new MalformedValue(
          "The object is empty, " + name + " needs exactly one tag.", oneOfTheTags());
    }
    Variant<? extends T> variant = byTag.get(tag);
    if (variant == null) {
      if (untagged != null) {
        return untagged.read(in, tag, this::unknownTag);
      }
      throw unknownTag(tag);
    }
    in.next();
    T value = variant.codec.read(in);
    requireNoMore(in);
    return value;
  }

  /** Checks that the object ends behind its one tag. */
  static void requireNoMore(JsonReader in) throws MalformedValue, IOException {
    String second = in.nextName();
    if (second != null) {
      throw new MalformedValue(
          "There is a second tag \"" + JsonReader.shorten(second) + "\".", "Send exactly one.");
    }
  }

  private MalformedValue unknownTag(String found) {
    return new MalformedValue(
        "%s has no tag \"%s\".".formatted(name, JsonReader.shorten(found)), oneOfTheTags());
  }

  private String oneOfTheTags() {
    return "Use one of " + byTag.keySet() + ".";
  }

  @Override
  public void write(JsonWriter out, T value) {
    Variant<? extends T> variant = byClass.get(value.getClass());
    if (variant == null) {
      throw new IllegalArgumentException(
          name + " has no variant " + value.getClass() + ". Maybe add it to the table.");
    }
    variant.write(out, value);
  }

  /** Collects the variants of a union. */
  static final class Builder<T> {
    private final String name;
    private final Map<String, Variant<? extends T>> byTag = new LinkedHashMap<>();
    private final Map<Class<?>, Variant<? extends T>> byClass = new LinkedHashMap<>();
    private final List<Builder<T>> alone = new ArrayList<>();
    private @Nullable Untagged<T> untagged;

    private Builder(String name) {
      this.name = name;
    }

    /** Adds a variant under the name of its record. */
    <V extends T> Builder<T> variant(Class<V> type, RecordCodec<V> codec) {
      Variant<V> variant = new Variant<>("{\"" + codec.name() + "\":", codec);
      byTag.put(codec.name(), variant);
      byClass.put(type, variant);
      if (!codec.name().equals(name)) {
        alone.add(new Builder<T>(codec.name()).variant(type, codec));
      }
      return this;
    }

    /** Adds the variant that is written without a tag of this union. */
    <V extends T> Builder<T> untagged(Class<V> type, ValueCodec<V> codec, Untagged<T> reader) {
      byClass.put(type, new Variant<>("", codec));
      untagged = reader;
      return this;
    }

    UnionCodec<T> build() {
      return new UnionCodec<>(this);
    }
  }
}
