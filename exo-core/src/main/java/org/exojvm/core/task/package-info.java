/**
 * Tasks: what runners have to do.
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.core.task;

import org.jspecify.annotations.NullMarked;
