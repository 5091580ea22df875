package org.exojvm.placement.internal;

/** Finds the best placement of a given size within one block. */
interface BlockSearch {

  /**
   * Searches one size.
   *
   * @param size number of nodes, at least 3, no more than the block has, with enough memory at best
   * @param budget what may be expanded
   */
  Outcome best(int size, SearchBudget budget);

  /** Returns the search that suits a block. */
  static BlockSearch of(Block block, CandidateOrder order, RankSearch ranks, SearchLimits limits) {
    if (block.graph().isMesh()) {
      MeshSearch mesh = new MeshSearch(block, order, ranks);
      return block.size() <= limits.exactNodes()
          ? new ExactSearch(block, order, ranks, mesh)
          : mesh;
    }
    DenseSearch dense = new DenseSearch(block, order, ranks, limits);
    if (block.size() <= limits.exactNodes()) {
      return new ExactSearch(block, order, ranks, dense);
    }
    return SparseRings.extraLinks(block) <= limits.extraLinks()
        ? new SparseSearch(block, order, ranks, dense)
        : dense;
  }
}
