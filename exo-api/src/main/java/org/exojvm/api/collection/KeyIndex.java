package org.exojvm.api.collection;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A persistent hash trie from keys to positions. Every level spends five bits of the hash; keys
 * whose hashes are equal hang in one chain.
 *
 * <p>Source of the structure: Bagwell, "Ideal Hash Trees" (2001).
 */
final class KeyIndex {

  static final KeyIndex EMPTY = new KeyIndex(0, new Object[0]);

  /** What {@link #find} answers when there is no such key. */
  static final int ABSENT = -1;

  private static final int BITS = 5;
  private static final int MASK = (1 << BITS) - 1;

  /** A key with its position; {@code next} has another key with the same hash. */
  private record Leaf(Object key, int hash, int position, @Nullable Leaf next) {}

  /** Bit b says that there is a child for the five bits b; children lie in ascending order. */
  private final int bitmap;

  private final Object[] children;

  private KeyIndex(int bitmap, Object[] children) {
    this.bitmap = bitmap;
    this.children = children;
  }

  /** Returns the position of a key, or {@link #ABSENT}. */
  int find(Object key, int hash) {
    KeyIndex node = this;
    for (int shift = 0; ; shift += BITS) {
      int bit = bit(hash, shift);
      if ((node.bitmap & bit) == 0) {
        return ABSENT;
      }
      Object child = node.children[node.indexOf(bit)];
      if (child instanceof Leaf leaf) {
        return leaf.hash == hash ? findInChain(leaf, key) : ABSENT;
      }
      node = (KeyIndex) child;
    }
  }

  @SuppressWarnings("ReferenceEquality") // a shortcut: ids come from few places
  private static int findInChain(Leaf head, Object key) {
    for (Leaf leaf = head; leaf != null; leaf = leaf.next) {
      if (leaf.key == key || leaf.key.equals(key)) {
        return leaf.position;
      }
    }
    return ABSENT;
  }

  /** Returns this index with a key it does not have yet. */
  KeyIndex with(Object key, int hash, int position) {
    return with(new Leaf(key, hash, position, null), 0);
  }

  private KeyIndex with(Leaf added, int shift) {
    int bit = bit(added.hash, shift);
    int index = indexOf(bit);
    if ((bitmap & bit) == 0) {
      return new KeyIndex(bitmap | bit, inserted(index, added));
    }
    Object child =
        children[index] instanceof Leaf leaf
            ? joined(leaf, added, shift + BITS)
            : ((KeyIndex) children[index]).with(added, shift + BITS);
    return new KeyIndex(bitmap, replaced(index, child));
  }

  /** Hashes that differ part at some level, so this ends before the bits do. */
  private static Object joined(Leaf present, Leaf added, int shift) {
    return present.hash == added.hash
        ? new Leaf(added.key, added.hash, added.position, present)
        : new KeyIndex(bit(present.hash, shift), new Object[] {present}).with(added, shift);
  }

  /** Returns this index without a key that it has. */
  KeyIndex without(Object key, int hash) {
    return without(key, hash, 0);
  }

  private KeyIndex without(Object key, int hash, int shift) {
    int bit = bit(hash, shift);
    int index = indexOf(bit);
    Object rest =
        children[index] instanceof Leaf leaf
            ? unchained(leaf, key)
            : ((KeyIndex) children[index]).without(key, hash, shift + BITS).orItsOnlyLeaf();
    return rest == null
        ? new KeyIndex(bitmap & ~bit, deleted(index))
        : new KeyIndex(bitmap, replaced(index, rest));
  }

  /** The order of a chain means nothing, and a chain may be long: no recursion. */
  private static @Nullable Leaf unchained(Leaf head, Object key) {
    Leaf rest = null;
    for (Leaf leaf = head; leaf != null; leaf = leaf.next) {
      rest = leaf.key.equals(key) ? rest : new Leaf(leaf.key, leaf.hash, leaf.position, rest);
    }
    return rest;
  }

  private Object orItsOnlyLeaf() {
    return children.length == 1 && children[0] instanceof Leaf leaf ? leaf : this;
  }

  private static int bit(int hash, int shift) {
    return 1 << (hash >>> shift & MASK);
  }

  private int indexOf(int bit) {
    return Integer.bitCount(bitmap & bit - 1);
  }

  private Object[] inserted(int index, Object child) {
    Object[] copy = Arrays.copyOf(children, children.length + 1);
    System.arraycopy(children, index, copy, index + 1, children.length - index);
    copy[index] = child;
    return copy;
  }

  private Object[] replaced(int index, Object child) {
    Object[] copy = children.clone();
    copy[index] = child;
    return copy;
  }

  private Object[] deleted(int index) {
    Object[] copy = Arrays.copyOf(children, children.length - 1);
    System.arraycopy(children, index + 1, copy, index, copy.length - index);
    return copy;
  }
}
