package org.exojvm.benchmarks.network;

import java.util.Optional;

/** Something to measure, at Java peers and at js ones. */
interface Workload {

  String name();

  /** What must be reached, as text. */
  String goal();

  /** Measures peers of this product; the figure as text. */
  String java() throws Exception;

  /** Measures two js-libp2p peers likewise; empty if they have nothing like it. */
  Optional<String> js(JsPair peers) throws Exception;
}
