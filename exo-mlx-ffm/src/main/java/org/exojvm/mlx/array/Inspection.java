package org.exojvm.mlx.array;

import com.google.common.collect.ImmutableSet;
import java.lang.foreign.Arena;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.Values;
import org.exojvm.mlx.library.MlxLibrary;

/** Asks the library what it is and can do. */
final class Inspection {

  private static final NativeFunction VERSION = Bindings.function("mlx_version");
  private static final NativeFunction METAL = Bindings.function("mlx_metal_is_available");
  private static final NativeFunction CUDA = Bindings.function("mlx_cuda_is_available");
  private static final NativeFunction DEVICE = Bindings.function("mlx_device_new_type");
  private static final NativeFunction DEVICE_FREE = Bindings.function("mlx_device_free");
  private static final NativeFunction INFO = Bindings.function("mlx_device_info_get");
  private static final NativeFunction INFO_TEXT = Bindings.function("mlx_device_info_get_string");
  private static final NativeFunction INFO_SIZE = Bindings.function("mlx_device_info_get_size");
  private static final NativeFunction INFO_FREE = Bindings.function("mlx_device_info_free");

  /** What a fact of a device that it does not have returns; no error. */
  private static final int NOT_THERE = 2;

  private final Session session;

  private Inspection(Session session) {
    this.session = session;
  }

  static MlxCapabilities of(
      MlxLibrary library, Session session, MlxGroups groups, MlxStreams streams) {
    Inspection inspection = new Inspection(session);
    EnumSet<Backend> backends = EnumSet.allOf(Backend.class);
    backends.removeIf(backend -> !groups.isAvailable(backend));
    return new MlxCapabilities(
        library.file(),
        inspection.version(),
        inspection.truth(METAL),
        inspection.truth(CUDA),
        ImmutableSet.copyOf(backends),
        inspection.device(streams.count(DeviceKind.GPU) > 0 ? DeviceKind.GPU : DeviceKind.CPU));
  }

  private boolean truth(NativeFunction function) {
    session.done(function, Calls.call(function, session.slot()));
    return session.slotValue() != 0;
  }

  private String version() {
    session.done(VERSION, Calls.call(VERSION, session.slot()));
    return NativeText.taken(session, session.slotValue());
  }

  private MlxCapabilities.Device device(DeviceKind kind) {
    long device = Values.handle(DEVICE, kind.number(), 0);
    try {
      session.done(INFO, Calls.call(INFO, session.slot(), device));
      return device(kind, session.slotValue());
    } finally {
      session.done(DEVICE_FREE, Calls.call(DEVICE_FREE, device));
    }
  }

  private MlxCapabilities.Device device(DeviceKind kind, long info) {
    try {
      return new MlxCapabilities.Device(
          kind,
          text(info, "device_name"),
          text(info, "architecture"),
          size(info, "memory_size"),
          size(info, "max_recommended_working_set_size"));
    } finally {
      session.done(INFO_FREE, Calls.call(INFO_FREE, info));
    }
  }

  private Optional<String> text(long info, String key) {
    return fact(INFO_TEXT, info, key)
        ? Optional.of(NativeText.at(session.slotValue()))
        : Optional.empty();
  }

  private OptionalLong size(long info, String key) {
    return fact(INFO_SIZE, info, key) ? OptionalLong.of(session.slotValue()) : OptionalLong.empty();
  }

  private boolean fact(NativeFunction function, long info, String key) {
    try (Arena arena = Arena.ofConfined()) {
      int code = Calls.call(function, session.slot(), info, NativeText.in(arena, key));
      session.done(function, code == NOT_THERE ? 0 : code);
      return code == 0;
    }
  }
}
