/**
 * Events: the facts from which State is made, one sealed family per subject.
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.core.event;

import org.jspecify.annotations.NullMarked;
