/**
 * {@code examples/run soak}: real nodes of one process under load for as long as one likes, to see
 * that nothing grows and nothing is lost.
 *
 * <p>{@link org.exojvm.examples.soak.SoakCommand} reads the options; a cluster of nodes, a load and
 * a watch on the event stream do the rest.
 *
 * <p>Threading: the load and the watch have a thread each; what they count may be read by any.
 */
@NullMarked
package org.exojvm.examples.soak;

import org.jspecify.annotations.NullMarked;
