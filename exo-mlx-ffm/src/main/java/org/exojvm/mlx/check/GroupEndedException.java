package org.exojvm.mlx.check;

/** A rank of a group has ended, and so the group. */
public final class GroupEndedException extends Exception {

  private static final long serialVersionUID = 1L;

  GroupEndedException(LocalGroup.Ended ended) {
    super("Rank " + ended.rank() + ": " + ended.end().message());
  }
}
