package org.exojvm.mlx.binding;

import com.google.common.collect.ImmutableList;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one library that this process has bound. MLX keeps its state per process (error handler,
 * devices, groups), and method handles are fast as constants of classes, so there is one.
 */
@SuppressWarnings("restricted") // Calling native code is what this is for.
public final class Bindings {

  private static final AtomicReference<@Nullable Bindings> BOUND = new AtomicReference<>();

  private final Path file;
  private final SymbolLookup lookup;

  private Bindings(Path file) {
    this.file = file;
    Path companion = file.resolveSibling(file.getFileName().toString().replace("mlxc", "mlx"));
    if (Files.isReadable(companion) && !companion.equals(file)) {
      // An installed libmlxc does not say where libmlx is; the loader takes one that is loaded.
      loaded(companion);
    }
    this.lookup = loaded(file);
  }

  private static SymbolLookup loaded(Path library) {
    // Closing this arena would unload the library, with threads of MLX in it.
    return SymbolLookup.libraryLookup(library, Arena.global());
  }

  /**
   * Loads a library into this process, where it stays. Its functions can be looked at, but not yet
   * called.
   *
   * @param file absolute path; libmlx is taken from beside it, or found by the loader
   * @throws IllegalArgumentException if the loader of the system refuses it
   */
  public static Bindings load(Path file) {
    return new Bindings(file);
  }

  /** Returns the functions of the table that the library does not have. */
  public ImmutableList<String> missing() {
    return FunctionTable.byName().keySet().stream()
        .filter(name -> lookup.find(name).isEmpty())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Makes this the library of the process.
   *
   * @throws IllegalStateException if there is one from another file
   */
  public void bind() {
    Bindings before = BOUND.compareAndExchange(null, this);
    if (before != null && !before.file.equals(file)) {
      throw new IllegalStateException(
          "This process has bound %s and cannot bind %s too; use another process."
              .formatted(before.file, file));
    }
  }

  /** Returns a function of the bound library, for a constant of the class that calls it. */
  public static NativeFunction function(String name) {
    Bindings bound =
        Objects.requireNonNull(
            BOUND.get(), "No libmlxc is bound in this process; open a session with Mlx.open.");
    Signature signature =
        Objects.requireNonNull(FunctionTable.byName().get(name), () -> name + " is not listed.");
    return new NativeFunction(
        name,
        Linker.nativeLinker()
            .downcallHandle(bound.lookup.findOrThrow(name), signature.descriptor()));
  }

  /** Returns a C function that calls back; it is never given back. */
  public static MemorySegment callback(MethodHandle target, Signature signature) {
    return Linker.nativeLinker().upcallStub(target, signature.descriptor(), Arena.global());
  }
}
