package org.exojvm.transport.libp2p.gossipsub.router;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;

/** Versions of gossipsub, the one preferred first. */
public enum GossipVersion {
  /** Knows IDONTWANT. */
  V1_2("/meshsub/1.2.0"),
  /** Knows back-off. */
  V1_1("/meshsub/1.1.0"),
  /** The first. */
  V1_0("/meshsub/1.0.0");

  private final String protocol;

  GossipVersion(String protocol) {
    this.protocol = protocol;
  }

  /** Returns the name under which a stream of this version is agreed on. */
  public String protocol() {
    return protocol;
  }

  /** Returns all names, the one preferred first. */
  public static ImmutableList<String> protocols() {
    return Arrays.stream(values())
        .map(GossipVersion::protocol)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Returns the version of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static GossipVersion ofProtocol(String protocol) {
    return Arrays.stream(values())
        .filter(version -> version.protocol.equals(protocol))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + protocol + "\" is no version of gossipsub. Maybe use " + protocols()));
  }
}
