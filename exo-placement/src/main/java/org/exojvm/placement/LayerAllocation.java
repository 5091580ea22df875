package org.exojvm.placement;

import com.google.common.collect.ImmutableList;
import com.google.common.math.LongMath;
import com.google.common.primitives.Ints;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Shares the layers of a model over nodes in proportion to their memory, by the method of the
 * largest remainder: every node gets the whole part of its quota, and what is left over goes, one
 * layer each, to the largest fractional parts. A node that would get nothing takes one layer from
 * the node that has most.
 *
 * <p>The arithmetic is that of the reference, in IEEE doubles: equal fractional parts go to the
 * lower rank, and the donor is the lowest rank among those that have most.
 */
public sealed interface LayerAllocation {

  /**
   * Every node has at least one layer.
   *
   * @param layers number of layers by rank; their sum is the number of layers of the model
   */
  record Allocated(ImmutableList<Integer> layers) implements LayerAllocation {}

  /**
   * The layers cannot be shared out.
   *
   * @param reason what kind of obstacle
   * @param message the sentence the reference uses for it
   */
  record NotAllocatable(Reason reason, String message) implements LayerAllocation {}

  /** Kinds of obstacles. */
  enum Reason {
    /** There is no node. */
    NO_NODES,
    /** There are more nodes than layers. */
    TOO_FEW_LAYERS,
    /** The memory fractions are not finite, or fall short of 1 by more than one layer per node. */
    FRACTIONS_DO_NOT_ADD_UP
  }

  /** Doubles hold every whole number up to here. */
  long LARGEST_EXACT_DOUBLE = 1L << 53;

  /**
   * Shares out layers.
   *
   * @param totalLayers number of layers of the model
   * @param memoryFractions share of each rank in the memory of all, summing to 1
   */
  static LayerAllocation byLargestRemainder(int totalLayers, double... memoryFractions) {
    int nodes = memoryFractions.length;
    if (nodes == 0) {
      return new NotAllocatable(Reason.NO_NODES, "Cannot allocate layers to an empty node list");
    }
    if (totalLayers < nodes) {
      return new NotAllocatable(
          Reason.TOO_FEW_LAYERS,
          "Cannot distribute %d layers across %d nodes (need at least 1 layer per node)"
              .formatted(totalLayers, nodes));
    }
    double[] quotas = new double[nodes];
    for (int rank = 0; rank < nodes; rank++) {
      quotas[rank] = memoryFractions[rank] * totalLayers;
    }
    return byQuotas(totalLayers, quotas);
  }

  /**
   * Returns the share of each rank in the memory of all: one division of doubles, correctly
   * rounded.
   *
   * @param freeBytes free memory by rank, with a sum above 0
   */
  static double[] memoryFractions(long... freeBytes) {
    long total = totalBytes(freeBytes);
    if (total <= LARGEST_EXACT_DOUBLE) {
      return LongStream.of(freeBytes).mapToDouble(part -> (double) part / total).toArray();
    }
    // A sum held at 64 bits would make fractions that add up to more than 1.
    BigDecimal exact =
        LongStream.of(freeBytes)
            .mapToObj(BigDecimal::valueOf)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return LongStream.of(freeBytes).mapToDouble(part -> quotient(part, exact)).toArray();
  }

  /** Returns the sum, held at the limit of 64 bits. */
  static long totalBytes(long... freeBytes) {
    return LongStream.of(freeBytes).reduce(0, LongMath::saturatedAdd);
  }

  private static double quotient(long part, BigDecimal whole) {
    return BigDecimal.valueOf(part).divide(whole, MathContext.DECIMAL128).doubleValue();
  }

  private static LayerAllocation byQuotas(int totalLayers, double[] quotas) {
    int[] layers = new int[quotas.length];
    long left = totalLayers;
    for (int rank = 0; rank < quotas.length; rank++) {
      layers[rank] = (int) Math.floor(quotas[rank]);
      left -= layers[rank];
    }
    if (left > quotas.length || !DoubleStream.of(quotas).allMatch(Double::isFinite)) {
      return new NotAllocatable(
          Reason.FRACTIONS_DO_NOT_ADD_UP,
          "Memory fractions leave %d of %d layers over, more than one for each of %d nodes"
              .formatted(left, totalLayers, quotas.length));
    }
    for (int rank : byRemainder(layers, quotas).subList(0, (int) Math.max(left, 0))) {
      layers[rank]++;
    }
    raiseEmptyShares(layers);
    return new Allocated(ImmutableList.copyOf(Ints.asList(layers)));
  }

  /** Returns the ranks by falling fractional part; equal parts stay in rank order. */
  private static List<Integer> byRemainder(int[] wholeParts, double[] quotas) {
    return IntStream.range(0, quotas.length)
        .boxed()
        .sorted(Comparator.comparingDouble(rank -> wholeParts[rank] - quotas[rank]))
        .toList();
  }

  private static void raiseEmptyShares(int[] layers) {
    for (int rank = 0; rank < layers.length; rank++) {
      if (layers[rank] == 0) {
        layers[firstMaximum(layers)]--;
        layers[rank] = 1;
      }
    }
  }

  private static int firstMaximum(int[] layers) {
    int best = 0;
    for (int rank = 1; rank < layers.length; rank++) {
      if (layers[rank] > layers[best]) {
        best = rank;
      }
    }
    return best;
  }
}
