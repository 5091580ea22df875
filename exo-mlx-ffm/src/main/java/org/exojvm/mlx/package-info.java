/**
 * Runs shards on Apple silicon with MLX, called through the Foreign Function and Memory API.
 *
 * <p>What is here:
 *
 * <ul>
 *   <li>{@link org.exojvm.mlx.library} and {@link org.exojvm.mlx.array}: finding libmlxc, and MLX's
 *       arrays and operations on them;
 *   <li>{@link org.exojvm.mlx.check}: whether it works here, alone and in a group of processes;
 *   <li>{@link org.exojvm.mlx.group}: from a placed instance to what one rank has to know, checked
 *       before it starts;
 *   <li>{@link org.exojvm.mlx.sidechannel}: how the ranks of a JACCL group find each other over the
 *       control plane;
 *   <li>{@link org.exojvm.mlx.process}: a runner in a JVM of its own, and the watch over it;
 *   <li>{@link org.exojvm.mlx.thunderbolt} and {@link org.exojvm.mlx.verbs}: the RDMA devices of a
 *       machine, by what macOS prints and by the verbs;
 *   <li>{@link org.exojvm.mlx.command} and {@link org.exojvm.mlx.deadline}: short-lived processes
 *       and deadlines, on which the others stand.
 * </ul>
 *
 * <p>A fault in native code ends the process it happens in, and that process must not be the node.
 * So the verbs, and MLX but for {@code library.MlxLibrary} and {@code array}, are only called in
 * processes of their own. The engine that generates tokens is not here yet.
 *
 * <p>It decides nothing about what runs where: placement does, and the worker tells it.
 */
@NullMarked
package org.exojvm.mlx;

import org.jspecify.annotations.NullMarked;
