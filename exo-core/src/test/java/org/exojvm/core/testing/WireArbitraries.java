package org.exojvm.core.testing;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/**
 * Makes generators from the shape of a type: records from their components, sealed interfaces from
 * what they permit, enums, ids and collections. A type that is added to the vocabulary is thereby
 * generated at once. Values are valid: what a record checks is in {@link WireComponents}, what is
 * no record in {@link WireValues}.
 */
public final class WireArbitraries {

  private static final double NULL_SHARE = 0.25;

  private WireArbitraries() {}

  /** Returns a generator of valid values of a type, small ones. */
  public static <T> Arbitrary<T> of(Class<T> type) {
    return generator(type).map(type::cast).withoutEdgeCases();
  }

  static Arbitrary<Object> generator(Type type) {
    return switch (type) {
      case Class<?> known when WireValues.has(known) -> WireValues.of(known);
      case Class<?> choice when choice.isEnum() -> Arbitraries.of(choice.getEnumConstants());
      case Class<?> union when union.isSealed() -> Arbitraries.lazy(() -> anyOf(union));
      case Class<?> shape when shape.isRecord() ->
          Arbitraries.lazy(() -> WireComponents.whole(shape).orElseGet(() -> record(shape)));
      case ParameterizedType collection -> WireValues.collection(collection);
      default ->
          throw new IllegalArgumentException(
              "There is no generator of " + type + ". Maybe add it to WireValues.");
    };
  }

  private static Arbitrary<Object> anyOf(Class<?> union) {
    List<Arbitrary<Object>> variants =
        Arrays.stream(union.getPermittedSubclasses())
            .filter(variant -> !WireValues.isExcluded(variant))
            .map(WireArbitraries::generator)
            .toList();
    return Arbitraries.oneOf(variants);
  }

  private static Arbitrary<Object> record(Class<?> type) {
    List<Arbitrary<Object>> components =
        Arrays.stream(type.getRecordComponents()).map(WireArbitraries::component).toList();
    if (components.isEmpty()) {
      return Arbitraries.create(() -> construct(type, List.of()));
    }
    return Combinators.combine(components).as(values -> construct(type, values));
  }

  private static Arbitrary<Object> component(RecordComponent component) {
    Arbitrary<Object> plain =
        WireComponents.of(component).orElseGet(() -> generator(component.getGenericType()));
    AnnotatedElement annotated = component.getAnnotatedType();
    return annotated.isAnnotationPresent(Nullable.class) ? plain.injectNull(NULL_SHARE) : plain;
  }

  private static Object construct(Class<?> type, List<?> values) {
    Class<?>[] parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      return constructor.newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made of " + values, e);
    }
  }
}
