/**
 * Downloads as they appear in State.
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.core.download;

import org.jspecify.annotations.NullMarked;
