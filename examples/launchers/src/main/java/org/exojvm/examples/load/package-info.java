/**
 * A load on the API of a node, and what it does to it: how long reads take while many follow the
 * events, and whether memory stays flat.
 *
 * <ul>
 *   <li>{@link org.exojvm.examples.load.LoadCommand} is the command, {@link
 *       org.exojvm.examples.load.Load} one run of it.
 *   <li>{@link org.exojvm.examples.load.LoadedNode} is a node in a process of its own, {@link
 *       org.exojvm.examples.load.NodeMemory} what it takes.
 *   <li>{@link org.exojvm.examples.load.StreamClients}, {@link org.exojvm.examples.load.Reads} and
 *       {@link org.exojvm.examples.load.Chats} are the load.
 *   <li>{@link org.exojvm.examples.load.Latencies} is what was measured.
 * </ul>
 *
 * <p>Threading: a virtual thread for every client; what they share is safe for any thread.
 */
@NullMarked
package org.exojvm.examples.load;

import org.jspecify.annotations.NullMarked;
