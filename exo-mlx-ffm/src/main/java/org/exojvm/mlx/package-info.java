/**
 * Runs shards on Apple silicon with MLX, called through the Foreign Function and Memory API.
 *
 * <p>What is here:
 *
 * <ul>
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
 * <p>Nothing here loads MLX or the verbs into the JVM that calls it: a fault in native code ends
 * the process it happens in, and that process must not be the node. The bindings of MLX and the
 * engine that uses them are not here yet.
 *
 * <p>It decides nothing about what runs where: placement does, and the worker tells it.
 */
@NullMarked
package org.exojvm.mlx;

import org.jspecify.annotations.NullMarked;
