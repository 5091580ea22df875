/**
 * Deadlines as a seam: {@link org.exojvm.mlx.deadline.Timers}, with {@link
 * org.exojvm.mlx.deadline.SystemTimers} for real time. The native side of MLX and JACCL waits
 * without limits of its own, so every wait on this side has one.
 *
 * <p>Threading: timers may be armed and cancelled by any thread; actions run one at a time.
 *
 * <pre>{@code
 * Timers.Timer deadline = timers.after(Duration.ofSeconds(5), socket::close);
 * int first = socket.read(); // fails when nothing comes within five seconds
 * deadline.cancel();
 * }</pre>
 */
@NullMarked
package org.exojvm.mlx.deadline;

import org.jspecify.annotations.NullMarked;
