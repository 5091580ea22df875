package org.exojvm.mlx.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Frees the arrays that were made while it was the innermost scope, but for those that were kept.
 * Scopes nest; each closes before the one around it. One per step of a model is usual.
 *
 * <p>To free an array is not to lose its value for others: MLX counts references, and what was
 * computed from it holds what it needs.
 */
public final class MlxScope implements AutoCloseable {

  /**
   * Most arrays of a scope. Less would stop a great model from being loaded; more would only hide
   * that a loop makes arrays without a scope.
   */
  static final int ARRAYS_MAX = 1 << 20;

  private final Session session;
  private final @Nullable MlxScope parent;
  private final List<MlxArray> arrays = new ArrayList<>();
  private boolean closed;

  MlxScope(Session session, @Nullable MlxScope parent) {
    this.session = session;
    this.parent = parent;
  }

  MlxArray adopt(long handle) {
    MlxArray array = new MlxArray(session, handle);
    try {
      checkRoom();
    } catch (IllegalStateException e) {
      session.free(handle);
      throw e;
    }
    add(array);
    return array;
  }

  private void checkRoom() {
    if (arrays.size() >= ARRAYS_MAX) {
      throw new IllegalStateException(
          "%d arrays were made or kept in one scope; open a scope per step.".formatted(ARRAYS_MAX));
    }
  }

  private void add(MlxArray array) {
    array.place(this, arrays.size());
    arrays.add(array);
  }

  /** Forgets an array, which was closed or moved. */
  void remove(int index) {
    MlxArray last = arrays.removeLast();
    if (index < arrays.size()) {
      arrays.set(index, last);
      last.place(this, index);
    }
  }

  /**
   * Moves an array to the scope around this one, which then frees it.
   *
   * @param array an array of this scope
   * @return the same array
   * @throws IllegalArgumentException if it is of another scope
   */
  public MlxArray keep(MlxArray array) {
    session.check();
    MlxScope outer =
        Objects.requireNonNull(
            parent, "The outermost scope keeps everything; close arrays by hand.");
    outer.checkRoom();
    array.leave(this);
    outer.add(array);
    return array;
  }

  /** Returns how many arrays it would free. */
  public int size() {
    session.check();
    return arrays.size();
  }

  /**
   * Frees them. A second time does nothing.
   *
   * @throws IllegalStateException if a scope within this one is open
   */
  @Override
  public void close() {
    session.check();
    if (closed) {
      return;
    }
    if (session.scope() != this) {
      throw new IllegalStateException("A scope within this one is open; close that first.");
    }
    closed = true;
    session.enter(Objects.requireNonNull(parent, "The outermost scope lives with its session."));
    for (MlxArray array : arrays) {
      array.release();
    }
    arrays.clear();
  }
}
