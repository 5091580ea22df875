package org.exojvm.mlx.library;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import org.exojvm.mlx.binding.Bindings;

/**
 * libmlxc, loaded into this process. MLX may end or hang the process it is in, so only runners and
 * short-lived children load it.
 *
 * <p>mlx-c has no version function, and its releases have changed signatures under one version
 * number. The only sign of the signatures that are called here is which functions there are: {@code
 * mlx_slice_update_add} came with the commit that has them all.
 */
public final class MlxLibrary {

  /** A library without this one has functions of the same names with other parameters. */
  private static final String NEWEST = "mlx_slice_update_add";

  private static final int MISSING_TOLD_MAX = 5;

  private final Path file;
  private final Bindings bindings;

  private MlxLibrary(Path file, Bindings bindings) {
    this.file = file;
    this.bindings = bindings;
  }

  /** What came of loading. */
  public sealed interface Loading {}

  /**
   * The library is loaded and has every function that is called.
   *
   * @param library the library
   */
  public record Loaded(MlxLibrary library) implements Loading {}

  /**
   * The library cannot be used.
   *
   * @param reason why, and what to do
   */
  public record Refused(String reason) implements Loading {}

  /** Looks for the library and loads it. */
  public static Loading load() {
    return switch (MlxLocation.find()) {
      case MlxLocation.Found found -> load(found.file());
      case MlxLocation.Absent absent -> new Refused(absent.text());
    };
  }

  /**
   * Loads a library; a second time gives the same one again.
   *
   * @param file absolute path
   */
  public static Loading load(Path file) {
    Bindings bindings;
    try {
      bindings = Bindings.load(file);
    } catch (IllegalArgumentException e) {
      return new Refused(
          "%s cannot be loaded: %s. Look whether libmlx is beside it and is of this machine."
              .formatted(file, e.getMessage()));
    }
    ImmutableList<String> missing = bindings.missing();
    return missing.isEmpty()
        ? new Loaded(new MlxLibrary(file, bindings))
        : new Refused(refusal(file, missing));
  }

  private static String refusal(Path file, ImmutableList<String> missing) {
    String some = String.join(", ", missing.subList(0, Math.min(missing.size(), MISSING_TOLD_MAX)));
    return missing.contains(NEWEST)
        ? "%s is too old or no mlx-c: it lacks %s (%d functions). Use mlx-c newer than 0.6.0."
            .formatted(file, some, missing.size())
        : "%s lacks %s (%d functions). Use an mlx-c that this version of exo knows."
            .formatted(file, some, missing.size());
  }

  /** Returns the file it was loaded from. */
  public Path file() {
    return file;
  }

  /**
   * Makes this the library that the process calls; for {@code Mlx.open}.
   *
   * @throws IllegalStateException if the process calls another one
   */
  public void bind() {
    bindings.bind();
  }
}
