package org.exojvm.mlx.array;

/**
 * An order of work on a device. MLX never gives a stream back, so there are a few per process; it
 * belongs to the thread of the session.
 */
public final class MlxStream {

  private final long handle;
  private final DeviceKind kind;
  private final int index;

  MlxStream(long handle, DeviceKind kind, int index) {
    this.handle = handle;
    this.kind = kind;
    this.index = index;
  }

  long handle() {
    return handle;
  }

  /** Returns what it runs on. */
  public DeviceKind kind() {
    return kind;
  }

  /** Returns its number among all streams of the process. */
  public int index() {
    return index;
  }

  @Override
  public String toString() {
    return kind + " stream " + index;
  }
}
