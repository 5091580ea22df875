package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.Values;

/** The streams of the session: where operations run from now on, and waiting for them. */
public final class MlxStreams {

  /** Most streams of a process; each has a thread of its own that never ends. */
  static final int STREAMS_MAX = 64;

  private static final NativeFunction CPU = Bindings.function("mlx_default_cpu_stream_new");
  private static final NativeFunction GPU = Bindings.function("mlx_default_gpu_stream_new");
  private static final NativeFunction INDEX = Bindings.function("mlx_stream_get_index");
  private static final NativeFunction NEW = Bindings.function("mlx_stream_new_device");
  private static final NativeFunction DEVICE = Bindings.function("mlx_device_new_type");
  private static final NativeFunction DEVICE_FREE = Bindings.function("mlx_device_free");
  private static final NativeFunction COUNT = Bindings.function("mlx_device_count");
  private static final NativeFunction FREE = Bindings.function("mlx_stream_free");
  private static final NativeFunction SET_DEFAULT = Bindings.function("mlx_set_default_stream");
  private static final NativeFunction GET_DEVICE = Bindings.function("mlx_get_default_device");
  private static final NativeFunction SET_DEVICE = Bindings.function("mlx_set_default_device");
  private static final NativeFunction DEVICE_TYPE = Bindings.function("mlx_device_get_type");
  private static final NativeFunction SYNCHRONIZE = Bindings.function("mlx_synchronize");

  private final Session session;
  private final MlxStream cpu;
  private MlxStream current;
  private int made;

  MlxStreams(Session session) {
    this.session = session;
    this.cpu = stream(CPU, Values.handle(CPU), DeviceKind.CPU);
    this.current =
        count(DeviceKind.GPU) == 0 ? cpu : stream(GPU, Values.handle(GPU), DeviceKind.GPU);
    session.useStream(current.handle());
  }

  /** Returns how many devices of a kind there are. */
  public int count(DeviceKind kind) {
    session.done(COUNT, Calls.call(COUNT, session.slot(), kind.number()));
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

  /**
   * Makes operations run on a stream, until another one is used. What MLX does by itself, such as
   * laying arrays out before it saves them, goes there too.
   */
  public void use(MlxStream stream) {
    session.check();
    withDevice(
        stream.kind(),
        device -> {
          session.done(SET_DEVICE, Calls.call(SET_DEVICE, device));
          return device;
        });
    session.done(SET_DEFAULT, Calls.call(SET_DEFAULT, stream.handle()));
    current = stream;
    session.useStream(stream.handle());
  }

  /** Returns where MLX does what it does by itself. */
  public DeviceKind defaultDevice() {
    session.done(GET_DEVICE, Calls.call(GET_DEVICE, session.slot()));
    long device = session.slotValue();
    try {
      session.done(DEVICE_TYPE, Calls.call(DEVICE_TYPE, session.slot(), device));
      return session.slotValue() == DeviceKind.GPU.number() ? DeviceKind.GPU : DeviceKind.CPU;
    } finally {
      session.done(DEVICE_FREE, Calls.call(DEVICE_FREE, device));
    }
  }

  /** Makes a stream on the first device of a kind. */
  public MlxStream create(DeviceKind kind) {
    session.check();
    if (made >= STREAMS_MAX) {
      throw new IllegalStateException(
          "%d streams were made and none is given back; use those.".formatted(made));
    }
    made++;
    return withDevice(kind, device -> stream(NEW, Values.handle(NEW, device), kind));
  }

  /** A call that takes a device. */
  private interface Use<R> {
    R of(long device);
  }

  /** Makes the first device of a kind for a call, and frees its handle whatever the call does. */
  private <R> R withDevice(DeviceKind kind, Use<R> use) {
    long device = Values.handle(DEVICE, kind.number(), 0);
    if (device == Session.NONE) {
      throw NativeErrors.take(DEVICE);
    }
    try {
      return use.of(device);
    } finally {
      session.done(DEVICE_FREE, Calls.call(DEVICE_FREE, device));
    }
  }

  private MlxStream stream(NativeFunction function, long handle, DeviceKind kind) {
    if (handle == Session.NONE) {
      throw NativeErrors.take(function);
    }
    int code = Calls.call(INDEX, session.slot(), handle);
    int index = (int) session.slotValue();
    if (code != 0) {
      Calls.call(FREE, handle);
    }
    session.done(INDEX, code);
    return new MlxStream(handle, kind, index);
  }

  /** Waits until everything on a stream is done. */
  public void synchronize(MlxStream stream) {
    session.check();
    session.done(SYNCHRONIZE, Calls.call(SYNCHRONIZE, stream.handle()));
  }
}
