/**
 * Deterministic sources of ids.
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.core.id;

import org.jspecify.annotations.NullMarked;
