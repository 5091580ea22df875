package org.exojvm.api.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An OrderedMap behaves as a LinkedHashMap does, except that every version of it stays. */
class OrderedMapProperties {

  /** A key with a hash of its own choice, so that collisions of all kinds occur. */
  record Key(int id, int hash) {
    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** A put, or a removal where the value is negative. */
  record Change(Key key, int value) {}

  @Property(tries = 300)
  void everyVersion_holdsWhatAModelHolds(@ForAll("changes") List<Change> changes) {
    OrderedMap<Key, Integer> map = OrderedMap.empty();
    Map<Key, Integer> model = new LinkedHashMap<>();
    List<OrderedMap<Key, Integer>> versions = new ArrayList<>();
    List<Map<Key, Integer>> models = new ArrayList<>();
    for (Change change : changes) {
      map = applied(map, change);
      applyTo(model, change);
      versions.add(map);
      models.add(new LinkedHashMap<>(model));
    }
    // Looked at only now: later changes must not show in older versions.
    for (int version = 0; version < versions.size(); version++) {
      assertSame(versions.get(version), models.get(version));
    }
  }

  @Property(tries = 100)
  void equalEntries_inAnyOrder_makeEqualMaps(@ForAll("changes") List<Change> changes) {
    OrderedMap<Key, Integer> map = OrderedMap.empty();
    for (Change change : changes) {
      map = applied(map, change);
    }
    Map<Key, Integer> backwards = new LinkedHashMap<>();
    new ArrayList<>(map.asMap().entrySet())
        .reversed()
        .forEach(entry -> backwards.put(entry.getKey(), entry.getValue()));
    OrderedMap<Key, Integer> other = OrderedMap.copyOf(backwards);

    assertThat(other).isEqualTo(map).hasSameHashCodeAs(map);
    assertThat(map.asMap()).isEqualTo(backwards).hasSameHashCodeAs(backwards);
    assertThat(map.with(new Key(-1, 0), 1)).isNotEqualTo(map);
  }

  private static OrderedMap<Key, Integer> applied(OrderedMap<Key, Integer> map, Change change) {
    return change.value() < 0 ? map.without(change.key()) : map.with(change.key(), change.value());
  }

  private static void applyTo(Map<Key, Integer> model, Change change) {
    if (change.value() < 0) {
      model.remove(change.key());
    } else {
      model.put(change.key(), change.value());
    }
  }

  private static void assertSame(OrderedMap<Key, Integer> map, Map<Key, Integer> model) {
    assertThat(map.size()).isEqualTo(model.size());
    assertThat(map.isEmpty()).isEqualTo(model.isEmpty());
    assertThat(map.entries()).containsExactlyElementsOf(model.entrySet());
    assertThat(map.keys()).containsExactlyElementsOf(model.keySet());
    assertThat(map.values()).containsExactlyElementsOf(model.values());
    for (Key key : KEYS) {
      assertThat(map.get(key)).isEqualTo(model.get(key));
      assertThat(map.containsKey(key)).isEqualTo(model.containsKey(key));
    }
  }

  private static final List<Key> KEYS = keys();

  /** Of 60 keys a third hash alike, a third differ in the highest bits only, a third are spread. */
  private static List<Key> keys() {
    List<Key> keys = new ArrayList<>();
    for (int id = 0; id < 20; id++) {
      keys.add(new Key(id, 7));
      keys.add(new Key(id, id << 27));
      keys.add(new Key(id, id * 0x9E37_79B9));
    }
    return keys;
  }

  /** Puts and removals of keys from a window, so that maps of all sizes grow and shrink. */
  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<Integer> values = Arbitraries.integers().between(-2, 3);
    return Arbitraries.integers()
        .between(1, KEYS.size())
        .flatMap(
            window ->
                Combinators.combine(Arbitraries.of(KEYS.subList(0, window)), values)
                    .as(Change::new)
                    .list()
                    .ofMaxSize(150));
  }
}
