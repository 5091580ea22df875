package org.exojvm.api.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderedMapTest {

  private static final OrderedMap<String, Integer> ABC =
      OrderedMap.<String, Integer>empty().with("a", 1).with("b", 2).with("c", 3);

  @Test
  void anOverwrittenKey_keepsItsPlace() {
    assertThat(ABC.with("a", 9).keys()).containsExactly("a", "b", "c");
  }

  @Test
  void aKeyRemovedAndPutAgain_goesToTheEnd() {
    assertThat(ABC.without("a").with("a", 1).keys()).containsExactly("b", "c", "a");
  }

  @Test
  void removingWhatIsNotThere_isTheSameMap() {
    assertThat(ABC.without("x")).isSameAs(ABC);
  }

  @Test
  void puttingWhatIsThere_isTheSameMap() {
    Integer value = ABC.get("b");
    assertThat(ABC.with("b", Objects.requireNonNull(value))).isSameAs(ABC);
  }

  @Test
  void nullIsRefused() {
    assertThatNullPointerException().isThrownBy(() -> ABC.with(nothing(), 1)).withMessage("key");
    assertThatNullPointerException()
        .isThrownBy(() -> ABC.with("d", nothing()))
        .withMessage("value");
  }

  @Test
  void theViewIsReadOnly() {
    Map<String, Integer> view = ABC.asMap();
    Map.Entry<String, Integer> entry = view.entrySet().iterator().next();
    Iterator<String> keys = view.keySet().iterator();
    keys.next();

    assertThatThrownBy(() -> view.put("d", 4)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> entry.setValue(4)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(keys::remove).isInstanceOf(UnsupportedOperationException.class);
    assertThat(view.get(nothing())).isNull();
    assertThat(view.containsKey(nothing())).isFalse();
  }

  @Test
  void walkingBeyondTheEnd_isAnError() {
    Iterator<String> keys = OrderedMap.<String, Integer>empty().keys().iterator();
    assertThat(keys.hasNext()).isFalse();
    assertThatThrownBy(keys::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aLargeMap_survivesGrowingToSeveralLevelsAndShrinkingToNothing() {
    int size = 40_000;
    OrderedMap<String, Integer> map = OrderedMap.empty();
    for (int number = 0; number < size; number++) {
      map = map.with("key-" + number, number);
    }
    assertThat(map.values()).containsExactlyElementsOf(IntStream.range(0, size).boxed().toList());
    for (int number = 0; number < size; number += 2) {
      map = map.without("key-" + number);
    }
    assertThat(map.size()).isEqualTo(size / 2);
    assertThat(map.get("key-1")).isEqualTo(1);
    assertThat(map.get("key-2")).isNull();
    for (int number = 1; number < size; number += 2) {
      map = map.without("key-" + number);
    }
    assertThat(map).isEqualTo(OrderedMap.empty());
    assertThat(map.entries()).isEmpty();
  }

  @Test
  void manyKeysOfOneHash_areSlowButHarmless() {
    List<String> keys = keysOfOneHash(11);
    OrderedMap<String, Integer> map = OrderedMap.empty();
    for (String key : keys) {
      map = map.with(key, 0);
    }
    assertThat(map.keys()).containsExactlyElementsOf(keys);
    for (String key : keys) {
      map = map.without(key);
    }
    assertThat(map.isEmpty()).isTrue();
  }

  /** "Aa" and "BB" have the same hash, and so has every text of the same number of either. */
  private static List<String> keysOfOneHash(int pairs) {
    List<String> keys = List.of("");
    for (int pair = 0; pair < pairs; pair++) {
      keys = keys.stream().flatMap(key -> Stream.of(key + "Aa", key + "BB")).toList();
    }
    return keys;
  }

  @Test
  void textIsThatOfAMap() {
    assertThat(ABC).hasToString("{a=1, b=2, c=3}");
    assertThat(OrderedMap.copyOf(ABC.asMap()).values()).containsExactly(1, 2, 3);
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return (T) null;
  }
}
