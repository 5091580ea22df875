package org.exojvm.mlx.array;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the library of this process is and can do.
 *
 * @param library its file
 * @param version version of MLX; mlx-c tells none
 * @param metal whether it computes on Apple's GPUs
 * @param cuda whether it computes on NVIDIA's GPUs
 * @param backends ways in which groups can be formed here
 * @param device what it computes on
 */
public record MlxCapabilities(
    Path library,
    String version,
    boolean metal,
    boolean cuda,
    ImmutableSet<Backend> backends,
    Device device) {

  /**
   * A device; what it does not tell is empty.
   *
   * @param kind what it is
   * @param name its name
   * @param architecture its architecture
   * @param memoryBytes its memory
   * @param workingSetBytes how much of it should be used; the most that may be wired
   */
  public record Device(
      DeviceKind kind,
      Optional<String> name,
      Optional<String> architecture,
      OptionalLong memoryBytes,
      OptionalLong workingSetBytes) {}
}
