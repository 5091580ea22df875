package org.exojvm.mlx.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exojvm.mlx.group.RankEnvironment;
import org.exojvm.mlx.group.RankGroup;

/** Writes what a rank is told by a file. */
public final class RankDirectory {

  private RankDirectory() {}

  /**
   * Writes the file of a rank and returns the environment that names it. Nothing is written when
   * the path cannot be given to MLX.
   *
   * @param directory an existing directory of this runner
   * @throws IOException if the file cannot be written
   */
  public static RankEnvironment write(Path directory, RankGroup group) throws IOException {
    Path file = directory.toAbsolutePath().resolve(group.backend() + ".json");
    RankEnvironment environment = RankEnvironment.of(group, file.toString());
    if (environment instanceof RankEnvironment.Variables) {
      Files.writeString(file, group.fileContent(), StandardCharsets.UTF_8);
    }
    return environment;
  }
}
