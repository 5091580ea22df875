package org.exojvm.mlx.array;

import java.lang.invoke.MethodHandle;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.Values;

/** The streams of the session: where operations run from now on, and waiting for them. */
public final class MlxStreams {

  /** Most streams of a process; each has a thread of its own that never ends. */
  static final int STREAMS_MAX = 64;

  private static final MethodHandle CPU = Bindings.function("mlx_default_cpu_stream_new");
  private static final MethodHandle GPU = Bindings.function("mlx_default_gpu_stream_new");
  private static final MethodHandle INDEX = Bindings.function("mlx_stream_get_index");
  private static final MethodHandle NEW = Bindings.function("mlx_stream_new_device");
  private static final MethodHandle DEVICE = Bindings.function("mlx_device_new_type");
  private static final MethodHandle DEVICE_FREE = Bindings.function("mlx_device_free");
  private static final MethodHandle COUNT = Bindings.function("mlx_device_count");
  private static final MethodHandle SYNCHRONIZE = Bindings.function("mlx_synchronize");

  private final Session session;
  private final MlxStream cpu;
  private MlxStream current;
  private int made;

  MlxStreams(Session session) {
    this.session = session;
    this.cpu = stream("mlx_default_cpu_stream_new", Values.handle(CPU), DeviceKind.CPU);
    this.current =
        count(DeviceKind.GPU) == 0
            ? cpu
            : stream("mlx_default_gpu_stream_new", Values.handle(GPU), DeviceKind.GPU);
    session.useStream(current.handle());
  }

  /** Returns how many devices of a kind there are. */
  public int count(DeviceKind kind) {
    session.done("mlx_device_count", Calls.call(COUNT, session.slot(), kind.number()));
    return (int) session.slotValue();
  }

  /** Returns the first stream of the CPU; files are loaded and collectives run on it. */
  public MlxStream cpu() {
    return cpu;
  }

  /** Returns where operations run; at first the GPU, if there is one. */
  public MlxStream current() {
    return current;
  }

  /** Makes operations run on a stream, until another one is used. */
  public void use(MlxStream stream) {
    session.check();
    current = stream;
    session.useStream(stream.handle());
  }

  /** Makes a stream on the first device of a kind. */
  public MlxStream create(DeviceKind kind) {
    session.check();
    if (made >= STREAMS_MAX) {
      throw new IllegalStateException(
          "%d streams were made and none is given back; use those.".formatted(made));
    }
    made++;
    long device = Values.handle(DEVICE, kind.number(), 0);
    if (device == Session.NONE) {
      throw NativeErrors.take("mlx_device_new_type");
    }
    try {
      return stream("mlx_stream_new_device", Values.handle(NEW, device), kind);
    } finally {
      session.done("mlx_device_free", Calls.call(DEVICE_FREE, device));
    }
  }

  private MlxStream stream(String function, long handle, DeviceKind kind) {
    if (handle == Session.NONE) {
      throw NativeErrors.take(function);
    }
    session.done("mlx_stream_get_index", Calls.call(INDEX, session.slot(), handle));
    return new MlxStream(handle, kind, (int) session.slotValue());
  }

  /** Waits until everything on a stream is done. */
  public void synchronize(MlxStream stream) {
    session.check();
    session.done("mlx_synchronize", Calls.call(SYNCHRONIZE, stream.handle()));
  }
}
