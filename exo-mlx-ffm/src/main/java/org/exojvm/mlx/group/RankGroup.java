package org.exojvm.mlx.group;

/** What one rank has to know to join its group: the content of a file, and who it is. */
public sealed interface RankGroup permits RingRank, JacclRank {

  /** Returns the own rank, from 0. */
  int rank();

  /** Returns the number of ranks. */
  int size();

  /** Returns the text of the file that MLX reads, JSON. */
  String fileContent();

  /** Returns the name by which {@code mlx_distributed_init} knows the back end. */
  String backend();
}
