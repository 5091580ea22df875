/**
 * {@code State} and the one function that changes it, {@code EventApplier}.
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.core.state;

import org.jspecify.annotations.NullMarked;
