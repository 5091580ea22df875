/**
 * Asks a node over HTTP: requests with answers that are values, and the stream of events, followed
 * over broken connections.
 *
 * <ul>
 *   <li>{@link org.exojvm.node.cli.client.NodeAddress} and {@link org.exojvm.node.cli.client.Token}
 *       say whom to ask, and as whom.
 *   <li>{@link org.exojvm.node.cli.client.ApiClient} asks; an {@link
 *       org.exojvm.node.cli.client.Answer} is what came back, or why nothing did.
 *   <li>{@link org.exojvm.node.cli.client.EventFollower} follows the events from an index on.
 * </ul>
 *
 * <p>Threading: an {@link org.exojvm.node.cli.client.ApiClient} may be shared, a follower belongs
 * to one thread.
 */
@NullMarked
package org.exojvm.node.cli.client;

import org.jspecify.annotations.NullMarked;
