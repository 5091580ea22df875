/**
 * {@code examples/run journal verify|dump|stats DIR}: looks at the journal of a node without
 * changing it.
 *
 * <p>Threading: one command on the thread that runs it.
 */
@NullMarked
package org.exojvm.examples.journal;

import org.jspecify.annotations.NullMarked;
