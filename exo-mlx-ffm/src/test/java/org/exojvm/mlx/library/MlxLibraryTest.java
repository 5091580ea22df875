package org.exojvm.mlx.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a file that is not the library, or not one that fits, is refused with the reason. */
class MlxLibraryTest {

  @Test
  void aFileThatIsNoLibraryIsRefused(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("libmlxc.so"), "no library");
    assertThat(MlxLibrary.load(file))
        .isInstanceOfSatisfying(
            MlxLibrary.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .startsWith(file + " cannot be loaded: ")
                    .endsWith("Look whether libmlx is beside it and is of this machine."));
  }

  @Test
  void aLibraryWithoutTheFunctionsIsRefused() {
    Path java = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("java"));
    assertThat(MlxLibrary.load(java))
        .isInstanceOfSatisfying(
            MlxLibrary.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .startsWith(java + " is too old or no mlx-c: it lacks mlx_set_error_handler, ")
                    .endsWith("Use mlx-c newer than 0.6.0."));
  }
}
