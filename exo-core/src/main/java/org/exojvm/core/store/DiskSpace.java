package org.exojvm.core.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Lets a download begin only when the volume has room for it, beside what the downloads under way
 * have yet to write. May be used by any thread.
 */
final class DiskSpace {

  private final Path root;
  private final FreeSpace free;
  private final long keptFreeBytes;
  private final Map<Object, LongSupplier> promised = new HashMap<>();

  DiskSpace(Path root, FreeSpace free, long keptFreeBytes) {
    this.root = root;
    this.free = free;
    this.keptFreeBytes = keptFreeBytes;
  }

  /**
   * Promises room to a download until {@link #release}.
   *
   * @param missing bytes it has yet to write; asked again while it runs
   * @throws StoreException when there is not enough
   */
  synchronized void promise(Object owner, LongSupplier missing) throws StoreException {
    long others = promised.values().stream().mapToLong(LongSupplier::getAsLong).sum();
    long usable;
    try {
      usable = free.bytes(root);
    } catch (IOException e) {
      throw new StoreException(
          "The volume of %s does not tell its free space: %s. Maybe it is not mounted."
              .formatted(root, Retries.reason(e)),
          e);
    }
    long needed = missing.getAsLong();
    if (needed > usable - others - keptFreeBytes) {
      throw new StoreException(
          "The model needs %d bytes more on the volume of %s, which has %d free: %d of them are for other downloads, and %d are kept free. Maybe delete a model."
              .formatted(needed, root, usable, others, keptFreeBytes));
    }
    promised.put(owner, missing);
  }

  synchronized void release(Object owner) {
    promised.remove(owner);
  }
}
