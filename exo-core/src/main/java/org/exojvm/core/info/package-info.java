/**
 * Measurements of nodes as they travel in events.
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.core.info;

import org.jspecify.annotations.NullMarked;
