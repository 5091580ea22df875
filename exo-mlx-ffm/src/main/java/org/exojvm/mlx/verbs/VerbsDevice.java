package org.exojvm.mlx.verbs;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * An RDMA device.
 *
 * @param name name such as {@code rdma_en5}
 * @param gids addresses of its first port by index, none when it could not be opened
 * @param problem why it could not be opened, empty when it could
 */
public record VerbsDevice(String name, ImmutableList<Gid> gids, String problem) {

  /** Returns the IPv4 address by which JACCL would address the device. */
  public Optional<String> ipv4() {
    return gids.stream().flatMap(gid -> gid.ipv4().stream()).findFirst();
  }
}
