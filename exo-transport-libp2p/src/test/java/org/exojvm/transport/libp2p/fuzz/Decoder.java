package org.exojvm.transport.libp2p.fuzz;

import com.google.common.collect.ImmutableList;
import java.io.IOException;

/**
 * Something that reads what strangers send.
 *
 * @param name of it
 * @param share how many of a hundred inputs it gets of those that a quick one gets
 * @param seeds what to make inputs of, each of which it takes; empty for those of all
 * @param target reads an input
 */
record Decoder(String name, int share, ImmutableList<byte[]> seeds, Target target) {

  Decoder(String name, int share, Target target) {
    this(name, share, ImmutableList.of(), target);
  }

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
