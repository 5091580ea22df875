package org.exojvm.benchmarks;

import java.io.IOException;

/** Runs the benchmarks named by a regular expression, or all of them, with JMH's own options. */
public final class Bench {

  private Bench() {}

  /**
   * Hands the arguments to JMH.
   *
   * @param args JMH's options; {@code -h} lists them, {@code -l} lists the benchmarks
   * @throws IOException if a report cannot be written
   */
  public static void main(String[] args) throws IOException {
    org.openjdk.jmh.Main.main(args);
  }
}
