package org.exojvm.transport.libp2p.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Feeds a decoder. Inputs that are refused at a place where none was before, or that are the first
 * to be taken, are kept to make others of, so it works its way in.
 */
final class Fuzzer {

  /** What a decoder may allocate for one input; the largest are room for packets of a mebibyte. */
  static final long MAX_ALLOCATED_BYTES = 16L << 20;

  private static final int MAX_CORPUS = 2_000;
  private static final int PLACE_LENGTH = 24;
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * What came of it.
   *
   * @param inputs how many there were
   * @param taken how many of them were not refused
   * @param places at how many places the others were refused
   * @param mostAllocated what one input has taken, in bytes
   */
  record Report(long inputs, long taken, int places, long mostAllocated) {}

  private final Decoder decoder;
  private final List<byte[]> corpus;
  private final Mutator mutator;
  private final Set<String> places = new HashSet<>();
  private long taken;
  private long mostAllocated;

  Fuzzer(Decoder decoder, List<byte[]> seeds, long seed) {
    this.decoder = decoder;
    corpus = new ArrayList<>(seeds);
    mutator = new Mutator(new Random(seed));
  }

  Report run(long inputs) {
    corpus.subList(0, corpus.size()).forEach(seed -> feed(seed.clone()));
    for (long i = 0; i < inputs; i++) {
      byte[] input = mutator.next(corpus);
      if (feed(input) && corpus.size() < MAX_CORPUS) {
        corpus.add(input);
      }
    }
    return new Report(inputs, taken, places.size(), mostAllocated);
  }

  /** Returns whether the input came to a place where none was before. */
  private boolean feed(byte[] input) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    String place = read(input);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    mostAllocated = Math.max(mostAllocated, allocated);
    if (allocated > MAX_ALLOCATED_BYTES) {
      throw new AssertionError(
          "%s allocates %d bytes for %s"
              .formatted(decoder, allocated, HexFormat.of().formatHex(input)));
    }
    return places.add(place);
  }

  private String read(byte[] input) {
    try {
      decoder.target().read(input.clone());
      taken++;
      return "taken";
    } catch (IOException refused) {
      return placeOf(refused);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(decoder + " falls over " + HexFormat.of().formatHex(input), e);
    }
  }

  /** How a message begins tells the place, but for numbers; a trace would cost more than it all. */
  private static String placeOf(IOException refused) {
    String message = refused.getMessage() == null ? refused.toString() : refused.getMessage();
    StringBuilder place = new StringBuilder();
    for (int i = 0; i < Math.min(PLACE_LENGTH, message.length()); i++) {
      if (!Character.isDigit(message.charAt(i))) {
        place.append(message.charAt(i));
      }
    }
    return place.toString();
  }
}
