/**
 * {@code examples/run quickstart --processes}: the story of the quickstart with nodes that are
 * processes, find each other over libp2p, and die by {@code kill -9}.
 *
 * <ul>
 *   <li>{@link org.exojvm.examples.processes.ProcessStory} is what is played.
 *   <li>{@link org.exojvm.examples.processes.ProcessCluster} starts processes in a directory of its
 *       own and ends them; {@link org.exojvm.examples.processes.ChildNode} is their main class.
 *   <li>{@link org.exojvm.examples.processes.Observer} follows the cluster at one of the nodes and
 *       tells what changes from one {@link org.exojvm.examples.processes.View} to the next.
 * </ul>
 *
 * <p>Whatever is told is read from the APIs of the nodes.
 *
 * <p>Threading: one thread plays the story; closing the cluster may be done by any.
 */
@NullMarked
package org.exojvm.examples.processes;

import org.jspecify.annotations.NullMarked;
