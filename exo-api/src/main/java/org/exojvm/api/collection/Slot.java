package org.exojvm.api.collection;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an {@link OrderedMap} at its place, with the hash of its key.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
final class Slot<K, V> implements Map.Entry<K, V> {

  private final K key;
  private final V value;
  private final int keyHash;

  Slot(K key, V value, int keyHash) {
    this.key = key;
    this.value = value;
    this.keyHash = keyHash;
  }

  /** Compares hashes first: ids differ in their last letters, which makes comparing them slow. */
  @SuppressWarnings("ReferenceEquality") // a shortcut
  boolean holds(Object otherKey, int otherHash) {
    return keyHash == otherHash && (key == otherKey || key.equals(otherKey));
  }

  int keyHash() {
    return keyHash;
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public V getValue() {
    return value;
  }

  @Override
  public V setValue(V ignored) {
    throw new UnsupportedOperationException(
        "An entry of an OrderedMap cannot be changed. Use OrderedMap.with instead.");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Map.Entry<?, ?> that
        && key.equals(that.getKey())
        && Objects.equals(value, that.getValue());
  }

  @Override
  public int hashCode() {
    return key.hashCode() ^ value.hashCode();
  }

  @Override
  public String toString() {
    return key + "=" + value;
  }
}
