/**
 * Runs shards on Apple silicon with MLX, called through the Foreign Function and Memory API.
 *
 * <p><b>Nothing is implemented yet.</b> This module holds its place, its name and its one allowed
 * dependency, {@code org.exojvm.api}. Use the simulated engine of {@code org.exojvm.core} until
 * then.
 *
 * <p>What will live here:
 *
 * <ul>
 *   <li>bindings to the C interface of MLX, with an {@link java.util.Optional} where the native
 *       library is absent, not an exception;
 *   <li>the two ways ranks talk to each other: the ring over TCP, and JACCL over RDMA on
 *       Thunderbolt 5;
 *   <li>an engine that runs each runner in a JVM of its own, because a fault in native code ends
 *       the process it happens in, and that process must not be the node.
 * </ul>
 *
 * <p>It will implement the engine SPI of {@code org.exojvm.api} and pass its contract tests. It
 * will not decide what runs where: placement does, and the worker tells it.
 */
@NullMarked
package org.exojvm.mlx;

import org.jspecify.annotations.NullMarked;
