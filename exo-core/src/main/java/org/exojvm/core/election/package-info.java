/**
 * Who is master: sessions, election messages, and the election itself.
 *
 * <p>{@link org.exojvm.core.election.SessionId} is one mastership. {@link
 * org.exojvm.core.election.ElectionCore} finds out, for one node, who is master: a step function
 * that is fed messages, connections and timers. {@link org.exojvm.core.election.LogPosition} tells
 * whether one log is the beginning of another; on it rests who wins and who may go on where it is.
 *
 * <p>Threading: values are immutable; functions are pure; a core belongs to one thread.
 */
@NullMarked
package org.exojvm.core.election;

import org.jspecify.annotations.NullMarked;
