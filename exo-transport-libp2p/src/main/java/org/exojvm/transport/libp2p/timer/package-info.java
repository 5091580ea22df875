/**
 * Deadlines and pauses. Blocking calls of the layers have no time-outs of their own: a {@link
 * org.exojvm.transport.libp2p.timer.Timers} closes what they wait on when the time is over. Tests
 * turn its clock by hand.
 *
 * <p>Threading: tasks run one at a time in the thread of the timers and must not block.
 */
@NullMarked
package org.exojvm.transport.libp2p.timer;

import org.jspecify.annotations.NullMarked;
