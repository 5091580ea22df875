package org.exojvm.api.topology;

import java.util.Arrays;

/** Lists of neighbours by node number. */
final class Adjacency {

  private Adjacency() {}

  /**
   * Returns for every node those it links to and that link to it, in ascending order. The lists
   * given may be in any order, without repetition. Linear: turning the lists round twice sorts
   * them.
   */
  static int[][] bothWays(int[][] links) {
    int[][] incoming = reversed(links);
    int[][] outgoing = reversed(incoming);
    int[][] both = new int[links.length][];
    int[] row = new int[links.length];
    for (int node = 0; node < links.length; node++) {
      int[] out = outgoing[node];
      int[] in = incoming[node];
      int count = 0;
      for (int i = 0, j = 0; i < out.length && j < in.length; ) {
        if (out[i] == in[j]) {
          row[count++] = out[i];
        }
        int step = Integer.compare(out[i], in[j]);
        i += step <= 0 ? 1 : 0;
        j += step >= 0 ? 1 : 0;
      }
      both[node] = Arrays.copyOf(row, count);
    }
    return both;
  }

  private static int[][] reversed(int[][] links) {
    int[] counts = new int[links.length];
    for (int[] sinks : links) {
      for (int sink : sinks) {
        counts[sink]++;
      }
    }
    int[][] reversed = new int[links.length][];
    for (int node = 0; node < links.length; node++) {
      reversed[node] = new int[counts[node]];
    }
    int[] filled = new int[links.length];
    for (int source = 0; source < links.length; source++) {
      for (int sink : links[source]) {
        reversed[sink][filled[sink]++] = source;
      }
    }
    return reversed;
  }
}
