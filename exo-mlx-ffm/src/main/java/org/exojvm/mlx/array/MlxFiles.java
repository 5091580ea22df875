package org.exojvm.mlx.array;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Map;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.Values;

/**
 * Files of the safetensors format. Paths and names with a percent sign are refused: MLX puts them
 * into the format strings of its errors.
 */
public final class MlxFiles {

  private static final MethodHandle LOAD = Bindings.function("mlx_load_safetensors");
  private static final MethodHandle SAVE = Bindings.function("mlx_save_safetensors");
  private static final MethodHandle ARRAYS_NEW = Bindings.function("mlx_map_string_to_array_new");
  private static final MethodHandle ARRAYS_FREE = Bindings.function("mlx_map_string_to_array_free");
  private static final MethodHandle TEXTS_NEW = Bindings.function("mlx_map_string_to_string_new");
  private static final MethodHandle TEXTS_FREE = Bindings.function("mlx_map_string_to_string_free");

  private final Session session;
  private final MlxStreams streams;

  MlxFiles(Session session, MlxStreams streams) {
    this.session = session;
    this.streams = streams;
  }

  /**
   * Opens a file.
   *
   * @throws org.exojvm.mlx.library.MlxException if there is none, or it is damaged
   */
  public MlxTensors load(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      long path = path(arena, file);
      session.done(
          "mlx_load_safetensors",
          // On the CPU: Metal cannot load.
          Calls.call(LOAD, session.slot(), session.secondSlot(), path, streams.cpu().handle()));
    }
    long arrays = session.slotValue();
    long texts = session.secondSlotValue();
    try {
      return new MlxTensors(NativeMaps.arrays(session, arrays), NativeMaps.texts(session, texts));
    } finally {
      free(arrays, texts);
    }
  }

  /**
   * Computes arrays and writes them to a file.
   *
   * @throws org.exojvm.mlx.library.MlxException if it cannot be written
   */
  public void save(Path file, Map<String, MlxArray> arrays, Map<String, String> metadata) {
    session.check();
    long arrayMap = Values.handle(ARRAYS_NEW);
    long textMap = Values.handle(TEXTS_NEW);
    try (Arena arena = Arena.ofConfined()) {
      NativeMaps.putArrays(session, arrayMap, arrays);
      NativeMaps.putTexts(session, textMap, metadata);
      session.done("mlx_save_safetensors", Calls.call(SAVE, path(arena, file), arrayMap, textMap));
    } finally {
      free(arrayMap, textMap);
    }
  }

  private void free(long arrays, long texts) {
    session.done("mlx_map_string_to_array_free", Calls.call(ARRAYS_FREE, arrays));
    session.done("mlx_map_string_to_string_free", Calls.call(TEXTS_FREE, texts));
  }

  private static long path(Arena arena, Path file) {
    return NativeText.in(arena, NativeText.checked(file.toAbsolutePath().toString()));
  }
}
