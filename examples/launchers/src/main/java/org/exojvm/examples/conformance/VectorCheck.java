package org.exojvm.examples.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Judges the lines of one vector file. Stateless: every line stands for itself. */
public interface VectorCheck {

  /** Returns the name of the file without {@code .jsonl.gz}, such as {@code wire}. */
  String fileName();

  /**
   * Judges one line.
   *
   * @param vector the line; objects keep the order of the text
   * @return what came of it; an exception counts as a failure too
   */
  Outcome check(ObjectNode vector);
}
