/**
 * The side channel of JACCL: how ranks exchange the addresses of their queue pairs while a group
 * forms, carried by the control plane instead of by a port that every node must reach. The native
 * side is an unmodified JACCL that believes to talk to rank 0 over TCP.
 *
 * <ul>
 *   <li>The <b>tunnel</b> ({@link org.exojvm.mlx.sidechannel.RankTunnel}, {@link
 *       org.exojvm.mlx.sidechannel.CoordinatorTunnel}) carries bytes over streams; the one to use.
 *   <li>The <b>round relay</b> ({@link org.exojvm.mlx.sidechannel.RankRelay}, {@link
 *       org.exojvm.mlx.sidechannel.CoordinatorRelay}) works through rounds of contributions ({@link
 *       org.exojvm.mlx.sidechannel.RoundExchange}), where there are no streams.
 *   <li>The <b>pipe relay</b> ({@link org.exojvm.mlx.sidechannel.PipeRelay}) speaks the reference's
 *       frames over named pipes, for builds of MLX that read them.
 * </ul>
 *
 * <p>JACCL has no time-outs here and checks nothing. So every wait has a limit ({@link
 * org.exojvm.mlx.sidechannel.SideChannelWait}), every length a cap, announced ranks are checked,
 * and whatever goes wrong becomes one {@link org.exojvm.mlx.sidechannel.SideChannelEnd}; the owner
 * then kills the child, which would wait for ever.
 *
 * <p>Threading: calls come from any thread and do not wait; the work is done on virtual threads,
 * the opening of pipes on platform threads. All end with the side channel.
 *
 * <pre>{@code
 * RankTunnel tunnel = RankTunnel.listen(rank, streams, SideChannelLimits.defaults(), timers);
 * start(jacclRank.withCoordinator(tunnel.coordinator()));
 * tunnel.end().thenAccept(end -> kill(end.text()));
 * tunnel.connect();
 * }</pre>
 */
@NullMarked
package org.exojvm.mlx.sidechannel;

import org.jspecify.annotations.NullMarked;
