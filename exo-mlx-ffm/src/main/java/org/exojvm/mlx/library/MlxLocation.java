package org.exojvm.mlx.library;

import java.nio.file.Path;

/** Whether this machine has libmlxc, and where. Nothing is loaded to find out. */
public sealed interface MlxLocation {

  /** System property that names the library, or the directory it is in; wins over all else. */
  String PROPERTY = "exo.mlx.library";

  /** Environment variable of the same meaning; wins over the usual places. */
  String VARIABLE = "EXO_MLX_LIBRARY";

  /** How to get the library. */
  String HINT =
      "On a Mac with Apple silicon: brew install mlx-c. Elsewhere build MLX and mlx-c as shared"
          + " libraries (https://github.com/ml-explore/mlx-c) and name the result by the"
          + " environment variable "
          + VARIABLE
          + ".";

  /** Looks for the library on this machine. */
  static MlxLocation find() {
    return MlxSearch.ofThisMachine().find();
  }

  /** Returns where it is, or why there is none, for people. */
  String text();

  /**
   * It is there.
   *
   * @param file absolute path of the library
   * @param source what led to it
   */
  record Found(Path file, String source) implements MlxLocation {
    @Override
    public String text() {
      return file + " (" + source + ")";
    }
  }

  /**
   * It is not there.
   *
   * @param reason where it was looked for
   */
  record Absent(String reason) implements MlxLocation {
    @Override
    public String text() {
      return reason + " " + HINT;
    }
  }
}
