package org.exojvm.core.testing;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireType;
import org.exojvm.core.codec.WireTypes;

/** Every wire type together with generated values of it. */
public final class WireSamples {

  /**
   * A value and its type.
   *
   * @param type the type
   * @param value a valid value of it
   */
  public record Sample<T>(WireType<T> type, T value) {

    /** Returns the value as a codec writes it. */
    public String text(ExoJson codec) {
      return codec.encode(type, value);
    }
  }

  private WireSamples() {}

  /** Returns the constants of {@link WireTypes}. */
  static List<Field> constants() {
    return Arrays.stream(WireTypes.class.getFields())
        .filter(field -> field.getType() == WireType.class)
        .toList();
  }

  /** Returns a generator that picks a type, then a value. */
  public static Arbitrary<Sample<?>> any() {
    return Arbitraries.oneOf(constants().stream().map(WireSamples::of).toList());
  }

  private static Arbitrary<Sample<?>> of(Field constant) {
    try {
      Class<?> javaType =
          (Class<?>) ((ParameterizedType) constant.getGenericType()).getActualTypeArguments()[0];
      return sample((WireType<?>) constant.get(null), javaType);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> Arbitrary<Sample<?>> sample(WireType<T> type, Class<?> javaType) {
    return WireArbitraries.of((Class<T>) javaType).map(value -> new Sample<>(type, value));
  }
}
