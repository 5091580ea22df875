/**
 * Decides where the shards of a model go, and builds the instance.
 *
 * <p>Strategies: {@link org.exojvm.placement.LargestCycleStrategy}, the default, and {@link
 * org.exojvm.placement.SmallestCycleStrategy}; {@link java.util.ServiceLoader} finds them under
 * their names, and those of a host too.
 *
 * <p>Assembly: a strategy of a host only has to choose the nodes and their rank order. {@link
 * org.exojvm.placement.Placing} does the rest: it checks what the request asks of the nodes, builds
 * the instance, scores it, and says which node cannot hold its share or which link is missing. Its
 * parts ({@link org.exojvm.placement.InstanceAssembly}, {@link org.exojvm.placement.ShardAssembly},
 * {@link org.exojvm.placement.LayerAllocation}, {@link org.exojvm.placement.RingHosts}, {@link
 * org.exojvm.placement.JacclMesh}) can be used on their own.
 *
 * <pre>{@code
 * public PlacementResult place(PlacementRequest request) {
 *   return Placing.firstOf(request, myCandidatesBestFirst(request));
 * }
 * }</pre>
 *
 * <p>Threading: everything here is a pure function of the request, for any thread. Nothing reads a
 * clock, a random number, a file or a socket, or starts a thread; the same request gives the same
 * answer on every node and in every replay.
 */
@NullMarked
package org.exojvm.placement;

import org.jspecify.annotations.NullMarked;
