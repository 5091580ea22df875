package org.exojvm.api.collection;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;

/**
 * A persistent map that keeps insertion order; an overwrite keeps its place. Every change returns a
 * new map that shares structure with the old one and costs O(log n). Null is refused. Two maps are
 * equal when they hold the same entries, whatever their order.
 *
 * <p>Source of the structure: PCollections' {@code OrderedPMap}.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class OrderedMap<K, V> {

  private static final OrderedMap<?, ?> EMPTY = new OrderedMap<>(OrderedPMap.empty());

  private final OrderedPMap<K, V> map;

  private OrderedMap(OrderedPMap<K, V> map) {
    this.map = map;
  }

  /** Returns the empty map. */
  @SuppressWarnings("unchecked")
  public static <K, V> OrderedMap<K, V> empty() {
    return (OrderedMap<K, V>) EMPTY;
  }

  /** Returns a map with the entries of {@code source} in its order. */
  public static <K, V> OrderedMap<K, V> copyOf(Map<K, V> source) {
    OrderedMap<K, V> result = empty();
    for (Map.Entry<K, V> entry : source.entrySet()) {
      result = result.with(entry.getKey(), entry.getValue());
    }
    return result;
  }

  /** Returns the value of {@code key}, or null when there is none. */
  public @Nullable V get(K key) {
    return map.get(key);
  }

  /** Returns whether there is an entry for {@code key}. */
  public boolean containsKey(K key) {
    return map.containsKey(key);
  }

  /** Returns this map with {@code value} under {@code key}. */
  public OrderedMap<K, V> with(K key, V value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    return new OrderedMap<>(map.plus(key, value));
  }

  /** Returns this map without {@code key}; the same map when there was no such entry. */
  public OrderedMap<K, V> without(K key) {
    return map.containsKey(key) ? new OrderedMap<>(map.minus(key)) : this;
  }

  /** Returns the number of entries. */
  public int size() {
    return map.size();
  }

  /** Returns whether there is no entry. */
  public boolean isEmpty() {
    return map.isEmpty();
  }

  /** Returns the keys in insertion order. */
  public Iterable<K> keys() {
    return asMap().keySet();
  }

  /** Returns the values in insertion order of their keys. */
  public Iterable<V> values() {
    return asMap().values();
  }

  /** Returns the entries in insertion order. */
  public Iterable<Map.Entry<K, V>> entries() {
    return asMap().entrySet();
  }

  /** Returns an unmodifiable view as a {@code java.util.Map}, in insertion order. */
  public Map<K, V> asMap() {
    return Collections.unmodifiableMap(map);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof OrderedMap<?, ?> that && map.equals(that.map));
  }

  @Override
  public int hashCode() {
    return map.hashCode();
  }

  @Override
  public String toString() {
    return map.toString();
  }
}
