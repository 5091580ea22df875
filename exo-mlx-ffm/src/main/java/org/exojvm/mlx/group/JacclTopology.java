package org.exojvm.mlx.group;

/** How JACCL joins the ranks. */
public enum JacclTopology {
  /** Every rank is wired to every other; JACCL's first choice. */
  MESH,
  /** Every rank is wired to its two neighbours, with several wires if there are. */
  RING
}
