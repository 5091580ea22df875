package org.exojvm.core.codec.internal;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** One of some words, case-sensitive. */
public final class EnumCodec<E extends Enum<E>> implements ValueCodec<E> {

  private final ImmutableMap<String, E> byName;
  private final Function<E, String> wireName;

  private EnumCodec(List<E> values, Function<E, String> wireName) {
    ImmutableMap.Builder<String, E> names = ImmutableMap.builder();
    values.forEach(value -> names.put(wireName.apply(value), value));
    this.byName = names.buildOrThrow();
    this.wireName = wireName;
  }

  /** Every value of a type. */
  static <E extends Enum<E>> EnumCodec<E> of(Class<E> type, Function<E, String> wireName) {
    return new EnumCodec<>(List.of(type.getEnumConstants()), wireName);
  }

  /** The same words, but only some of them. */
  EnumCodec<E> only(List<E> values) {
    return new EnumCodec<>(values, wireName);
  }

  @Override
  public E read(JsonReader in) throws MalformedValue, IOException {
    String found = in.string();
    E value = byName.get(found);
    if (value == null) {
      throw new MalformedValue(
          "\"" + JsonReader.shorten(found) + "\" is none of the allowed words.",
          "Use one of " + byName.keySet() + ", in this case.");
    }
    return value;
  }

  @Override
  public void write(JsonWriter out, E value) {
    out.string(wireName.apply(value));
  }
}
