/**
 * A host application that embeds a node: {@link org.exojvm.embedding.Embedding} starts one,
 * declares an intent, follows it until it serves, and closes. Run it with {@code examples/run
 * embedding}.
 *
 * <p>Threading: one thread; the node has its own.
 */
@NullMarked
package org.exojvm.embedding;

import org.jspecify.annotations.NullMarked;
