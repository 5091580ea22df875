package org.exojvm.mlx.array;

import com.google.common.collect.ImmutableSet;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.Values;
import org.exojvm.mlx.library.MlxLibrary;

/** Asks the library what it is and can do. */
final class Inspection {

  private static final MethodHandle VERSION = Bindings.function("mlx_version");
  private static final MethodHandle STRING_DATA = Bindings.function("mlx_string_data");
  private static final MethodHandle STRING_FREE = Bindings.function("mlx_string_free");
  private static final MethodHandle METAL = Bindings.function("mlx_metal_is_available");
  private static final MethodHandle CUDA = Bindings.function("mlx_cuda_is_available");
  private static final MethodHandle DEVICE = Bindings.function("mlx_device_new_type");
  private static final MethodHandle DEVICE_FREE = Bindings.function("mlx_device_free");
  private static final MethodHandle INFO = Bindings.function("mlx_device_info_get");
  private static final MethodHandle INFO_TEXT = Bindings.function("mlx_device_info_get_string");
  private static final MethodHandle INFO_SIZE = Bindings.function("mlx_device_info_get_size");
  private static final MethodHandle INFO_FREE = Bindings.function("mlx_device_info_free");

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
        inspection.truth("mlx_metal_is_available", METAL),
        inspection.truth("mlx_cuda_is_available", CUDA),
        ImmutableSet.copyOf(backends),
        inspection.device(streams.count(DeviceKind.GPU) > 0 ? DeviceKind.GPU : DeviceKind.CPU));
  }

  private boolean truth(String name, MethodHandle function) {
    session.done(name, Calls.call(function, session.slot()));
    return session.slotValue() != 0;
  }

  private String version() {
    session.done("mlx_version", Calls.call(VERSION, session.slot()));
    long text = session.slotValue();
    String version = NativeText.at(Values.handle(STRING_DATA, text));
    session.done("mlx_string_free", Calls.call(STRING_FREE, text));
    return version;
  }

  private MlxCapabilities.Device device(DeviceKind kind) {
    long device = Values.handle(DEVICE, kind.number(), 0);
    session.done("mlx_device_info_get", Calls.call(INFO, session.slot(), device));
    long info = session.slotValue();
    MlxCapabilities.Device facts =
        new MlxCapabilities.Device(
            kind,
            text(info, "device_name"),
            text(info, "architecture"),
            size(info, "memory_size"),
            size(info, "max_recommended_working_set_size"));
    session.done("mlx_device_info_free", Calls.call(INFO_FREE, info));
    session.done("mlx_device_free", Calls.call(DEVICE_FREE, device));
    return facts;
  }

  private Optional<String> text(long info, String key) {
    return fact("mlx_device_info_get_string", INFO_TEXT, info, key)
        ? Optional.of(NativeText.at(session.slotValue()))
        : Optional.empty();
  }

  private OptionalLong size(long info, String key) {
    return fact("mlx_device_info_get_size", INFO_SIZE, info, key)
        ? OptionalLong.of(session.slotValue())
        : OptionalLong.empty();
  }

  private boolean fact(String name, MethodHandle function, long info, String key) {
    try (Arena arena = Arena.ofConfined()) {
      int code = Calls.call(function, session.slot(), info, NativeText.in(arena, key));
      session.done(name, code == NOT_THERE ? 0 : code);
      return code == 0;
    }
  }
}
