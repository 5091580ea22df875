/**
 * The Thunderbolt ports of a Mac: which RDMA device each has, and which other machine its cable
 * leads to, read from what {@code system_profiler} and {@code networksetup} print.
 *
 * <p>Threading: pure functions and immutable values.
 *
 * <pre>{@code
 * switch (ThunderboltPorts.read(profile, HardwarePorts.parse(ports))) {
 *   case ThunderboltReading.Ports read -> report(read.identifiers(), read.connections());
 *   case ThunderboltReading.Unreadable(String reason) -> warn(reason);
 * }
 * }</pre>
 */
@NullMarked
package org.exojvm.mlx.thunderbolt;

import org.jspecify.annotations.NullMarked;
