package org.exojvm.mlx.group;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;
import org.exojvm.api.instance.Host;

/**
 * A rank of a TCP ring. It accepts its left neighbour on its own entry and dials the entry of its
 * right one.
 *
 * @param rank the own rank
 * @param hosts where this node reaches every rank; entries of ranks that are no neighbours are
 *     never used
 */
public record RingRank(int rank, ImmutableList<Host> hosts) implements RankGroup {

  @Override
  public int size() {
    return hosts.size();
  }

  /** Returns the text of the file that {@code MLX_HOSTFILE} names: addresses by rank. */
  @Override
  public String fileContent() {
    return hosts.stream()
        .map(host -> '"' + host.ip() + ":" + host.port() + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Override
  public String backend() {
    return "ring";
  }
}
