package org.exojvm.api.collection;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A persistent sequence of slots: a tree of arrays of up to 32, in which a position is its own
 * path. A slot can be vacated, its position stays.
 *
 * <p>Source of the structure: the persistent vector of Clojure.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
final class SlotVector<K, V> {

  private static final int BITS = 5;
  private static final int WIDTH = 1 << BITS;
  private static final SlotVector<?, ?> EMPTY = new SlotVector<>(new Object[0], 0, 0);

  /** Arrays of slots where {@code shift} is 0, arrays of arrays above; null where vacated. */
  private final @Nullable Object[] root;

  private final int shift;
  private final int length;

  private SlotVector(@Nullable Object[] root, int shift, int length) {
    this.root = root;
    this.shift = shift;
    this.length = length;
  }

  @SuppressWarnings("unchecked")
  static <K, V> SlotVector<K, V> empty() {
    return (SlotVector<K, V>) EMPTY;
  }

  /** Returns the number of positions, vacated ones included. */
  int length() {
    return length;
  }

  /** Returns the slot at a position, or null where it was vacated. */
  @SuppressWarnings("unchecked")
  @Nullable Slot<K, V> get(int position) {
    return (Slot<K, V>) leaf(position)[position & WIDTH - 1];
  }

  private @Nullable Object[] leaf(int position) {
    @Nullable Object[] node = root;
    for (int level = shift; level > 0; level -= BITS) {
      node = child(node, position >>> level & WIDTH - 1);
    }
    return node;
  }

  private static @Nullable Object[] child(@Nullable Object[] node, int index) {
    return index < node.length && node[index] instanceof Object[] child ? child : EMPTY.root;
  }

  /** Returns this sequence with another slot, or none, at a position. */
  SlotVector<K, V> with(int position, @Nullable Slot<K, V> slot) {
    return new SlotVector<>(replaced(root, shift, position, slot), shift, length);
  }

  /** Returns this sequence with a slot behind the last position. */
  SlotVector<K, V> append(Slot<K, V> slot) {
    boolean full = length == WIDTH << shift;
    @Nullable Object[] base = full ? new Object[] {root} : root;
    int newShift = full ? shift + BITS : shift;
    return new SlotVector<>(replaced(base, newShift, length, slot), newShift, length + 1);
  }

  private static @Nullable Object[] replaced(
      @Nullable Object[] node, int level, int position, @Nullable Object slot) {
    int index = position >>> level & WIDTH - 1;
    @Nullable Object[] copy = index < node.length ? node.clone() : Arrays.copyOf(node, index + 1);
    copy[index] = level == 0 ? slot : replaced(child(node, index), level - BITS, position, slot);
    return copy;
  }

  /**
   * Walks the slots that are not vacated, and gives a part of each. Looks one slot ahead, so that
   * vacated ones at the end do not show.
   */
  abstract static class Walk<K, V, T> implements Iterator<T> {

    private final SlotVector<K, V> slots;
    private @Nullable Object[] leaf = EMPTY.root;
    private int position;
    private @Nullable Slot<K, V> ahead;

    Walk(SlotVector<K, V> slots) {
      this.slots = slots;
      this.ahead = seek();
    }

    /** Returns what the walk gives of a slot. */
    abstract T part(Slot<K, V> slot);

    @SuppressWarnings("unchecked")
    private @Nullable Slot<K, V> seek() {
      while (position < slots.length) {
        int index = position & WIDTH - 1;
        if (index == 0) {
          leaf = slots.leaf(position);
        }
        position++;
        if (leaf[index] != null) {
          return (Slot<K, V>) leaf[index];
        }
      }
      return null;
    }

    @Override
    public boolean hasNext() {
      return ahead != null;
    }

    @Override
    public T next() {
      Slot<K, V> next = ahead;
      if (next == null) {
        throw new NoSuchElementException("The OrderedMap has no more entries. Ask hasNext first.");
      }
      ahead = seek();
      return part(next);
    }
  }
}
