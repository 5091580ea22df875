/**
 * A node as a program: configuration, what is built from it, and its life.
 *
 * <ul>
 *   <li>{@link org.exojvm.node.program.NodeAccess} is what groups of routes work with.
 *   <li>{@link org.exojvm.node.program.ChunkHub} hands output of requests to who waits for it.
 * </ul>
 *
 * <p>Threading: any thread.
 */
@NullMarked
package org.exojvm.node.program;

import org.jspecify.annotations.NullMarked;
