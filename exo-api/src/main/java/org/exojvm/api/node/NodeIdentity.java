package org.exojvm.api.node;

import org.immutables.value.Value;

/**
 * What a node is: machine, chip, name and operating system. Unknown parts read "Unknown".
 *
 * @param modelId machine model, for example "Mac15,14"
 * @param chipId chip, for example "Apple M3 Ultra"
 * @param friendlyName name a person gave the machine
 * @param osVersion operating system version
 * @param osBuildVersion operating system build
 */
@Value.Builder
public record NodeIdentity(
    String modelId, String chipId, String friendlyName, String osVersion, String osBuildVersion)
    implements WithNodeIdentity {

  /** What an unreported part reads. */
  public static final String UNKNOWN = "Unknown";

  /** Returns the identity of a node that has reported nothing yet. */
  public static NodeIdentity unknown() {
    return new NodeIdentity(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
  }
}
