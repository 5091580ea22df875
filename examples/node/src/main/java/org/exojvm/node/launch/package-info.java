/**
 * The program: {@code node} reads its configuration, starts a node with its API, and ends when it
 * is told to.
 *
 * <ul>
 *   <li>{@link org.exojvm.node.launch.NodeCommand} is the command line.
 *   <li>{@link org.exojvm.node.launch.NodeProgram} puts node, routes and server together.
 *   <li>{@link org.exojvm.node.launch.NodeTransport} is how the node reaches others.
 *   <li>{@link org.exojvm.node.launch.Parts} knows which transports and engines there are.
 * </ul>
 *
 * <p>Threading: starting and closing belong to one thread each; all else may be called by any.
 */
@NullMarked
package org.exojvm.node.launch;

import org.jspecify.annotations.NullMarked;
