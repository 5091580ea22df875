package org.exojvm.mlx.array;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.Values;
import org.exojvm.mlx.library.MlxException;
import org.jspecify.annotations.Nullable;

/**
 * Files of the safetensors format. Paths and names with a percent sign are refused: MLX puts them
 * into the format strings of its errors.
 */
public final class MlxFiles {

  private static final NativeFunction LOAD = Bindings.function("mlx_load_safetensors");
  private static final NativeFunction SAVE = Bindings.function("mlx_save_safetensors");
  private static final NativeFunction ARRAYS_NEW = Bindings.function("mlx_map_string_to_array_new");
  private static final NativeFunction ARRAYS_FREE =
      Bindings.function("mlx_map_string_to_array_free");
  private static final NativeFunction TEXTS_NEW = Bindings.function("mlx_map_string_to_string_new");
  private static final NativeFunction TEXTS_FREE =
      Bindings.function("mlx_map_string_to_string_free");

  private final Session session;
  private final MlxStreams streams;

  MlxFiles(Session session, MlxStreams streams) {
    this.session = session;
    this.streams = streams;
  }

  /**
   * Opens a file.
   *
   * @throws MlxException if there is none, or it is damaged
   */
  public MlxTensors load(Path file) {
    session.check();
    check(file);
    try (Arena arena = Arena.ofConfined()) {
      long path = path(arena, file);
      session.done(
          LOAD,
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

  /** Looks at the head of a file; that there is none, MLX says. */
  private static void check(Path file) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try {
      SafetensorsHead.check(file);
    } catch (IOException e) {
      throw new MlxException(
          LOAD.name(), "%s is damaged: %s.".formatted(file, firstLine(e.getMessage())));
    }
  }

  private static String firstLine(@Nullable String text) {
    return String.valueOf(text).lines().findFirst().orElse("");
  }

  /**
   * Computes arrays and writes them to a file.
   *
   * @throws MlxException if it cannot be written
   */
  public void save(Path file, Map<String, MlxArray> arrays, Map<String, String> metadata) {
    session.check();
    long arrayMap = Values.handle(ARRAYS_NEW);
    long textMap = Values.handle(TEXTS_NEW);
    try (Arena arena = Arena.ofConfined()) {
      NativeMaps.putArrays(session, arrayMap, arrays);
      NativeMaps.putTexts(session, textMap, metadata);
      session.done(SAVE, Calls.call(SAVE, path(arena, file), arrayMap, textMap));
    } finally {
      free(arrayMap, textMap);
    }
  }

  private void free(long arrays, long texts) {
    session.done(ARRAYS_FREE, Calls.call(ARRAYS_FREE, arrays));
    session.done(TEXTS_FREE, Calls.call(TEXTS_FREE, texts));
  }

  private static long path(Arena arena, Path file) {
    return NativeText.in(arena, NativeText.checked(file.toAbsolutePath().toString()));
  }
}
