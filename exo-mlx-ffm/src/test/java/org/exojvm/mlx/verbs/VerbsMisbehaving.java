package org.exojvm.mlx.verbs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A probe process that does what its argument says instead of answering. */
final class VerbsMisbehaving {

  private VerbsMisbehaving() {}

  @SuppressWarnings("restricted") // A crash is what is wanted.
  public static void main(String[] args) throws InterruptedException {
    switch (args[0]) {
      case "halt" -> Runtime.getRuntime().halt(7);
      case "crash" -> MemorySegment.ofAddress(8).reinterpret(8).get(ValueLayout.JAVA_BYTE, 0);
      case "hang" -> Thread.currentThread().join();
      case "garbage" -> System.out.println("Segmentation fault, or so");
      default -> throw new IllegalArgumentException(args[0]);
    }
  }
}
