package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;

/** Memory of MLX in bytes: what arrays use, and the cache of what they have given back. */
public final class MlxMemory {

  private static final NativeFunction ACTIVE = Bindings.function("mlx_get_active_memory");
  private static final NativeFunction PEAK = Bindings.function("mlx_get_peak_memory");
  private static final NativeFunction CACHE = Bindings.function("mlx_get_cache_memory");
  private static final NativeFunction LIMIT = Bindings.function("mlx_get_memory_limit");
  private static final NativeFunction RESET_PEAK = Bindings.function("mlx_reset_peak_memory");
  private static final NativeFunction CLEAR_CACHE = Bindings.function("mlx_clear_cache");
  private static final NativeFunction SET_LIMIT = Bindings.function("mlx_set_memory_limit");
  private static final NativeFunction SET_CACHE = Bindings.function("mlx_set_cache_limit");
  private static final NativeFunction SET_WIRED = Bindings.function("mlx_set_wired_limit");

  private final Session session;

  MlxMemory(Session session) {
    this.session = session;
  }

  /** Returns what computed arrays use. */
  public long activeBytes() {
    return figure(ACTIVE);
  }

  /** Returns the most they have used since the start, or since {@link #resetPeak}. */
  public long peakBytes() {
    return figure(PEAK);
  }

  /** Returns what is kept for arrays to come. */
  public long cacheBytes() {
    return figure(CACHE);
  }

  /** Returns beyond which use MLX waits for memory to be given back. */
  public long limitBytes() {
    return figure(LIMIT);
  }

  private long figure(NativeFunction function) {
    session.done(function, Calls.call(function, session.slot()));
    return session.slotValue();
  }

  /** Starts the peak anew. */
  public void resetPeak() {
    session.check();
    session.done(RESET_PEAK, Calls.call(RESET_PEAK));
  }

  /** Gives the cache back. */
  public void clearCache() {
    session.check();
    session.done(CLEAR_CACHE, Calls.call(CLEAR_CACHE));
  }

  /** Sets {@link #limitBytes} and returns what it was. */
  public long setLimit(long bytes) {
    return set(SET_LIMIT, bytes);
  }

  /** Sets how large the cache gets and returns what that was. */
  public long setCacheLimit(long bytes) {
    return set(SET_CACHE, bytes);
  }

  /**
   * Sets how much memory Metal keeps resident and returns what that was. An error above the
   * recommended working set of the machine; without Metal it does nothing.
   */
  public long setWiredLimit(long bytes) {
    return set(SET_WIRED, bytes);
  }

  private long set(NativeFunction function, long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(
          "A limit of %d bytes is below 0; give 0 or more.".formatted(bytes));
    }
    session.done(function, Calls.call(function, session.slot(), bytes));
    return session.slotValue();
  }
}
