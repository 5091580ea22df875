/** Whole clusters under faults, bounded. Threading: one thread. */
@NullMarked
package org.exojvm.core.simulation;

import org.jspecify.annotations.NullMarked;
