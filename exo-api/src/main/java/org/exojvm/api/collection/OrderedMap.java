package org.exojvm.api.collection;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A persistent map that keeps insertion order; an overwrite keeps its place. Every change returns a
 * new map that shares structure with the old one and costs O(log n), amortised over removals. Null
 * is refused. Two maps are equal when they hold the same entries, whatever their order.
 *
 * <p>Entries lie in a {@link SlotVector} in insertion order; a {@link KeyIndex} knows where each
 * key lies. An overwrite, by far the most frequent change, leaves the index alone. A removal
 * vacates a slot; once more are vacant than taken the rest moves together. Maps of up to {@link
 * #MAX_SCANNED} entries do without an index.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class OrderedMap<K, V> {

  /** Positions that are looked through one by one; beyond it an index pays off. */
  static final int MAX_SCANNED = 8;

  private static final OrderedMap<?, ?> EMPTY =
      new OrderedMap<>(SlotVector.empty(), KeyIndex.EMPTY, 0);

  private final SlotVector<K, V> slots;

  /** Empty while there are no more than {@link #MAX_SCANNED} positions. */
  private final KeyIndex index;

  private final int size;

  private OrderedMap(SlotVector<K, V> slots, KeyIndex index, int size) {
    this.slots = slots;
    this.index = index;
    this.size = size;
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
    return valueOf(key);
  }

  private @Nullable V valueOf(Object key) {
    Slot<K, V> slot = slotAt(position(key, hash(key)));
    return slot == null ? null : slot.getValue();
  }

  /** Returns whether there is an entry for {@code key}. */
  public boolean containsKey(K key) {
    return position(key, hash(key)) != KeyIndex.ABSENT;
  }

  /** Returns this map with {@code value} under {@code key}; the same map when it is there. */
  @SuppressWarnings(
      "ReferenceEquality") // a shortcut; to compare values may cost more than it saves
  public OrderedMap<K, V> with(K key, V value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    int hash = hash(key);
    int position = position(key, hash);
    Slot<K, V> present = slotAt(position);
    if (present == null) {
      return appended(new Slot<>(key, value, hash));
    }
    return present.getValue() == value
        ? this
        : new OrderedMap<>(
            slots.with(position, new Slot<>(present.getKey(), value, hash)), index, size);
  }

  private OrderedMap<K, V> appended(Slot<K, V> slot) {
    int position = slots.length();
    SlotVector<K, V> longer = slots.append(slot);
    KeyIndex newIndex =
        position < MAX_SCANNED
            ? index
            : position == MAX_SCANNED
                ? indexOf(longer)
                : index.with(slot.getKey(), slot.keyHash(), position);
    return new OrderedMap<>(longer, newIndex, size + 1);
  }

  private static KeyIndex indexOf(SlotVector<?, ?> slots) {
    KeyIndex index = KeyIndex.EMPTY;
    for (int position = 0; position < slots.length(); position++) {
      Slot<?, ?> slot = slots.get(position);
      index = slot == null ? index : index.with(slot.getKey(), slot.keyHash(), position);
    }
    return index;
  }

  /** Returns this map without {@code key}; the same map when there was no such entry. */
  public OrderedMap<K, V> without(K key) {
    int hash = hash(key);
    int position = position(key, hash);
    if (position == KeyIndex.ABSENT) {
      return this;
    }
    boolean indexed = slots.length() > MAX_SCANNED;
    OrderedMap<K, V> rest =
        new OrderedMap<>(
            slots.with(position, null), indexed ? index.without(key, hash) : index, size - 1);
    return slots.length() > 2 * rest.size ? rest.compacted() : rest;
  }

  private OrderedMap<K, V> compacted() {
    OrderedMap<K, V> result = empty();
    for (Map.Entry<K, V> entry : entries()) {
      result = result.with(entry.getKey(), entry.getValue());
    }
    return result;
  }

  /** Returns the number of entries. */
  public int size() {
    return size;
  }

  /** Returns whether there is no entry. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Returns the keys in insertion order. */
  public Iterable<K> keys() {
    return () ->
        new SlotVector.Walk<K, V, K>(slots) {
          @Override
          K part(Slot<K, V> slot) {
            return slot.getKey();
          }
        };
  }

  /** Returns the values in insertion order of their keys. */
  public Iterable<V> values() {
    return () ->
        new SlotVector.Walk<K, V, V>(slots) {
          @Override
          V part(Slot<K, V> slot) {
            return slot.getValue();
          }
        };
  }

  /** Returns the entries in insertion order. */
  public Iterable<Map.Entry<K, V>> entries() {
    return () ->
        new SlotVector.Walk<K, V, Map.Entry<K, V>>(slots) {
          @Override
          Map.Entry<K, V> part(Slot<K, V> slot) {
            return slot;
          }
        };
  }

  /** Returns an unmodifiable view as a {@code java.util.Map}, in insertion order. */
  public Map<K, V> asMap() {
    return new View();
  }

  private int position(Object key, int hash) {
    return slots.length() > MAX_SCANNED ? index.find(key, hash) : scan(key, hash);
  }

  private int scan(Object key, int hash) {
    for (int position = 0; position < slots.length(); position++) {
      Slot<K, V> slot = slots.get(position);
      if (slot != null && slot.holds(key, hash)) {
        return position;
      }
    }
    return KeyIndex.ABSENT;
  }

  private @Nullable Slot<K, V> slotAt(int position) {
    return position == KeyIndex.ABSENT ? null : slots.get(position);
  }

  /** Brings the upper bits down, as the first levels of the index look at the lower ones. */
  private static int hash(Object key) {
    int hash = key.hashCode();
    return hash ^ hash >>> 16;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof OrderedMap<?, ?> that
            && size == that.size
            && asMap().equals(that.asMap()));
  }

  @Override
  public int hashCode() {
    return asMap().hashCode();
  }

  @Override
  public String toString() {
    return asMap().toString();
  }

  private final class View extends AbstractMap<K, V> {

    @Override
    public @Nullable V get(@Nullable Object key) {
      return key == null ? null : valueOf(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return key != null && position(key, hash(key)) != KeyIndex.ABSENT;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
          return entries().iterator();
        }

        @Override
        public int size() {
          return size;
        }
      };
    }
  }
}
