package org.exojvm.mlx.array;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;

/**
 * What the library of this process is and can do.
 *
 * @param library its file
 * @param version version of MLX; mlx-c tells none
 * @param metal whether it computes on Apple's GPUs
 * @param cuda whether it computes on NVIDIA's GPUs
 * @param backends ways in which groups can be formed here
 */
public record MlxCapabilities(
    Path library, String version, boolean metal, boolean cuda, ImmutableSet<Backend> backends) {}
