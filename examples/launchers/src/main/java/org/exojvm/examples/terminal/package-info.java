/**
 * What launchers share beside {@code org.exojvm.node.terminal}: strategies by their names, and a
 * refusal of what makes no sense.
 *
 * <p>Threading: immutable.
 */
@NullMarked
package org.exojvm.examples.terminal;

import org.jspecify.annotations.NullMarked;
