package org.exojvm.mlx.thunderbolt;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.node.ThunderboltConnection;
import org.exojvm.api.node.ThunderboltIdentifier;

/** What the Thunderbolt ports of a machine were read as. */
public sealed interface ThunderboltReading {

  /**
   * The ports.
   *
   * @param identifiers every port that has an RDMA device, in the order reported
   * @param connections every port with a cable to another machine, in the order reported
   * @param unmatched names of ports that the list of hardware ports lacks; they have no identifier
   */
  record Ports(
      ImmutableList<ThunderboltIdentifier> identifiers,
      ImmutableList<ThunderboltConnection> connections,
      ImmutableList<String> unmatched)
      implements ThunderboltReading {}

  /**
   * The report could not be read.
   *
   * @param reason what is wrong with it, and a hint
   */
  record Unreadable(String reason) implements ThunderboltReading {}
}
