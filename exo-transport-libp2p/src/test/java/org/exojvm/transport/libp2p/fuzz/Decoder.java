package org.exojvm.transport.libp2p.fuzz;

import java.io.IOException;

/**
 * Something that reads what strangers send.
 *
 * @param name of it
 * @param share how many of a hundred inputs it gets of those that a quick one gets
 * @param target reads an input
 */
record Decoder(String name, int share, Target target) {

  /** Reads an input, or refuses it. */
  @FunctionalInterface
  interface Target {

    /**
     * Reads an input.
     *
     * @throws IOException the only way to refuse one
     */
    void read(byte[] input) throws IOException;
  }

  @Override
  public String toString() {
    return name;
  }
}
