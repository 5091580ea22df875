package org.exojvm.mlx.group;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;

/** What a rank does to join its group. */
public sealed interface GroupPlan {

  /** The instance has one rank; there is no group to join. */
  record Alone() implements GroupPlan {}

  /**
   * The rank may start.
   *
   * @param group what it has to know
   */
  record Joins(RankGroup group) implements GroupPlan {}

  /**
   * The rank would fail or wait for ever, so it is not started.
   *
   * @param problems why, at least one
   */
  record Refused(ImmutableList<GroupProblem> problems) implements GroupPlan {

    /** Returns all problems as one text. */
    public String text() {
      return problems.stream().map(GroupProblem::text).collect(Collectors.joining(" "));
    }
  }
}
