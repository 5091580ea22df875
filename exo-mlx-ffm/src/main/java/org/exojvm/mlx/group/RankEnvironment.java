package org.exojvm.mlx.group;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import org.exojvm.mlx.group.GroupProblem.Code;

/**
 * The environment in which MLX finds its group. It is read once, when the process joins, so every
 * rank is a process of its own.
 */
public sealed interface RankEnvironment {

  /** Names that must not reach a rank from outside; some win over the ones that are set here. */
  ImmutableSet<String> CLEARED =
      ImmutableSet.of(
          "MLX_RANK",
          "MLX_HOSTFILE",
          "MLX_IBV_DEVICES",
          "MLX_JACCL_COORDINATOR",
          "MLX_IBV_COORDINATOR",
          "MLX_JACCL_RING",
          "MLX_JACCL_PIPE_IN",
          "MLX_JACCL_PIPE_OUT",
          "JACCL_RANK",
          "JACCL_IBV_DEVICES",
          "JACCL_COORDINATOR",
          "JACCL_RING");

  /**
   * What to set, once {@link #CLEARED} is cleared.
   *
   * @param variables values by name
   */
  record Variables(ImmutableMap<String, String> variables) implements RankEnvironment {}

  /**
   * The path of the file cannot be given to MLX.
   *
   * @param problem why
   */
  record Refused(GroupProblem problem) implements RankEnvironment {}

  /** Longest path in bytes that macOS takes (PATH_MAX of sys/syslimits.h). */
  int PATH_CHARS_MAX = 1_024;

  /**
   * Returns the environment of a rank.
   *
   * @param group what the rank has to know
   * @param file path of the file that holds {@link RankGroup#fileContent}
   */
  static RankEnvironment of(RankGroup group, String file) {
    if (file.isEmpty() || file.length() > PATH_CHARS_MAX || file.indexOf('%') >= 0) {
      return new Refused(
          new GroupProblem(
              Code.PATH,
              "MLX cannot be given the path \"" + file + "\".",
              "Use a directory whose path has at most "
                  + PATH_CHARS_MAX
                  + " characters and no %: MLX puts paths of failures into format strings."));
    }
    ImmutableMap.Builder<String, String> variables = ImmutableMap.builder();
    variables.put("MLX_RANK", Integer.toString(group.rank()));
    switch (group) {
      case RingRank ring -> variables.put("MLX_HOSTFILE", file);
      case JacclRank jaccl -> {
        variables.put("MLX_IBV_DEVICES", file);
        variables.put("MLX_JACCL_COORDINATOR", jaccl.coordinator());
        // Its presence counts, whatever its value.
        if (jaccl.topology() == JacclTopology.RING) {
          variables.put("MLX_JACCL_RING", "1");
        }
      }
    }
    return new Variables(variables.buildOrThrow());
  }
}
